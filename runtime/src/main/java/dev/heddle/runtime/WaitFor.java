// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.Deferred;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link Tasks#waitFor}. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.Tasks",
        method = "waitFor",
        descriptor = "(Ldev/heddle/runtime/WaitUntil;Ljava/util/Collection;)Ldev/heddle/Coroutine;",
        file = "Tasks.java",
        lines = {},
        awaits = {},
        kept = {})
final class WaitFor<T extends @Nullable Object> extends Frame<Waited<T>> {

    private final WaitUntil until;
    private final @Nullable Duration limit;
    private final List<Deferred<? extends T>> deferreds = new ArrayList<>();
    private @Nullable Watch watch;

    WaitFor(WaitUntil until, @Nullable Duration limit, Collection<? extends Deferred<? extends T>> given) {
        this.until = Objects.requireNonNull(until, "until");
        this.limit = limit;
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Deferred<? extends T> deferred : given) {
            if (seen.add(Objects.requireNonNull(deferred, "deferred"))) {
                deferreds.add(deferred);
            }
        }
        if (deferreds.isEmpty()) {
            throw new IllegalArgumentException("waitFor: there is nothing to wait for");
        }
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) {
        if (state != CLAIMED) {
            state = RUNNING;
            if (watch != null) {
                watch.release((Task<?>) strand);
            }
            // What is done by now counts, also if the wait was ended by one of them alone.
            var unused = Awaits.resumed(strand);
            return sorted();
        }
        state = RUNNING;
        if (isOverAlready()) {
            return sorted();
        }
        Watch started = watch((Task<?>) strand);
        watch = started;
        var unused = Awaits.suspendOn(started, strand);
        return suspend(strand, CLAIMED - 1);
    }

    private Watch watch(Task<?> task) {
        return limit == null
                ? new Watch(deferreds, this::settles)
                : new Watch(deferreds, this::settles, task.scheduler().nanoTime() + Durations.nanos(limit));
    }

    private boolean settles(Deferred<?> done) {
        return switch (until) {
            case FIRST_COMPLETED -> true;
            case FIRST_FAILED -> Failures.isFailed(done);
            case ALL -> false;
        };
    }

    private boolean isOverAlready() {
        boolean all = true;
        for (Deferred<?> deferred : deferreds) {
            if (!deferred.isDone()) {
                all = false;
            } else if (settles(deferred)) {
                return true;
            }
        }
        return all;
    }

    private Waited<T> sorted() {
        List<Deferred<? extends T>> done = new ArrayList<>();
        List<Deferred<? extends T>> pending = new ArrayList<>();
        for (Deferred<? extends T> deferred : deferreds) {
            (deferred.isDone() ? done : pending).add(deferred);
        }
        return new Waited<>(done, pending);
    }
}
