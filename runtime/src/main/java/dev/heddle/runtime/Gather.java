// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.AsyncCallable;
import dev.heddle.Awaitable;
import dev.heddle.Coroutine;
import dev.heddle.Deferred;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The coroutine of {@link Tasks#gather}.
 *
 * <pre>
 *   start --> all are done, or one has failed, or cancelled --> its own tasks have ended --> the values, or the first failure
 *                          GATHERING                                  DRAINING
 * </pre>
 */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.Tasks",
        method = "gather",
        descriptor = "([Ldev/heddle/Awaitable;)Ldev/heddle/Coroutine;",
        file = "Tasks.java",
        lines = {},
        awaits = {},
        kept = {})
final class Gather<T extends @Nullable Object> extends Frame<List<T>> {

    private static final int GATHERING = CLAIMED - 1;
    private static final int DRAINING = CLAIMED - 2;
    private static final Gathering NOTHING = new Gathering(new Deferred<?>[0]);

    private final Object[] members;
    private List<Task<?>> own = List.of();
    private Gathering gathering = NOTHING;
    private @Nullable Throwable failure;

    Gather(Collection<?> members) {
        this.members = members.toArray();
        for (Object member : this.members) {
            check(member);
        }
    }

    private static void check(@Nullable Object member) {
        if (member == null) {
            throw new NullPointerException("gather: one of the members is null");
        }
        if (!(member instanceof Awaitable<?>) && !(member instanceof AsyncCallable<?>)) {
            throw new IllegalArgumentException("gather takes awaitables and AsyncCallables, not "
                    + member.getClass().getName());
        }
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int depth) throws Throwable {
        switch (state) {
            case CLAIMED -> {
                state = RUNNING;
                return start(strand, depth);
            }
            case GATHERING -> {
                state = RUNNING;
                try {
                    var unused = Awaits.resumed(strand);
                } catch (Throwable cancelled) {
                    failure = cancelled;
                }
                return end(strand, depth);
            }
            case DRAINING -> {
                state = RUNNING;
                return drained();
            }
            default -> throw corrupted();
        }
    }

    private @Nullable Object start(Strand<?> strand, int depth) throws Throwable {
        Scheduler scheduler = ((Task<?>) strand).scheduler();
        Iterator<Frame<Object>> roots = claimAll().iterator();
        List<Task<?>> started = new ArrayList<>();
        Deferred<?>[] deferreds = new Deferred<?>[members.length];
        for (int i = 0; i < members.length; i++) {
            if (members[i] instanceof Deferred<?> deferred) {
                deferreds[i] = deferred;
            } else {
                Task<?> task = new Task<>(scheduler, roots.next(), null);
                deferreds[i] = task;
                started.add(task);
            }
        }
        Arrays.fill(members, null);
        own = started;
        gathering = new Gathering(deferreds);
        started.forEach(scheduler::launch);
        if (gathering.takeAll()) {
            return end(strand, depth);
        }
        var unused = Awaits.suspendOn(gathering, strand);
        return suspend(strand, GATHERING);
    }

    /** All or none: a coroutine that can't be used must not leave its siblings running. */
    private List<Frame<Object>> claimAll() {
        List<Frame<Object>> roots = new ArrayList<>();
        for (Object member : members) {
            if (member instanceof Coroutine<?> coroutine) {
                roots.add(Roots.of(coroutine));
            } else if (member instanceof AsyncCallable<?> callable) {
                roots.add(Roots.of(callable));
            }
        }
        return roots;
    }

    private @Nullable Object end(Strand<?> strand, int depth) throws Throwable {
        Throwable first = gathering.settle();
        if (failure == null) {
            failure = first;
        }
        if (failure == null) {
            return Collections.unmodifiableList(Arrays.asList(gathering.values()));
        }
        for (Task<?> task : own) {
            var unused = task.cancel("gather: " + failure);
        }
        Object value = Awaits.await(Awaits.shielded(new Drain(own)), strand, depth);
        return value == Awaits.SUSPENDED ? suspend(strand, DRAINING) : drained();
    }

    private Object drained() throws Throwable {
        Throwable first = Objects.requireNonNull(failure);
        for (Task<?> task : own) {
            if (task.isFailed() && task.exceptionNow() != first) {
                first.addSuppressed(task.exceptionNow());
            }
        }
        throw first;
    }

    /** Waits until tasks have ended, however they do. */
    private static final class Drain extends Frame<@Nullable Void> {

        private final List<Task<?>> tasks;
        private int next;

        Drain(List<Task<?>> tasks) {
            this.tasks = tasks;
        }

        @Override
        protected @Nullable Object resume(Strand<?> strand, int depth) {
            if (state != CLAIMED) {
                skip(strand);
            }
            state = RUNNING;
            while (next < tasks.size()) {
                Task<?> task = tasks.get(next++);
                if (!task.isDone()) {
                    var unused = Awaits.suspendOn(task, strand);
                    return suspend(strand, CLAIMED - 1);
                }
            }
            return null;
        }

        private static void skip(Strand<?> strand) {
            try {
                var unused = Awaits.resumed(strand);
            } catch (Throwable lookedAtLater) {
                // See Gather.drained.
            }
        }
    }
}
