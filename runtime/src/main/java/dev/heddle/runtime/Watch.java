// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.Deferred;
import dev.heddle.Registration;
import dev.heddle.runtime.codegen.Relay;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.timer.Timer;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A wait for several deferreds: until all are done, or one that settles the matter, or a deadline has passed. Any thread may complete them; whichever settles the matter
 * wakes the strand. Looking on does not count as hearing of their failures.
 */
final class Watch extends Timer {

    private final List<? extends Deferred<?>> deferreds;
    private final @Nullable Registration[] registrations;
    private final Predicate<? super Deferred<?>> settles;
    private final AtomicInteger missing;
    private final AtomicReference<@Nullable Deferred<?>> first = new AtomicReference<>();
    private final boolean limited;
    private volatile boolean over;
    private volatile @Nullable Task<?> watcher;

    /** Watches without a deadline. */
    Watch(List<? extends Deferred<?>> deferreds, Predicate<? super Deferred<?>> settles) {
        this(deferreds, settles, 0, false);
    }

    /** Watches until a time of the scheduler's clock. */
    Watch(List<? extends Deferred<?>> deferreds, Predicate<? super Deferred<?>> settles, long deadline) {
        this(deferreds, settles, deadline, true);
    }

    private Watch(
            List<? extends Deferred<?>> deferreds,
            Predicate<? super Deferred<?>> settles,
            long deadline,
            boolean limited) {
        super(deadline);
        this.deferreds = deferreds;
        this.registrations = new Registration[deferreds.size()];
        this.settles = settles;
        this.missing = new AtomicInteger(deferreds.size());
        this.limited = limited;
    }

    /** Looks whether there is nothing to wait for, because all are done. Called before the watch is awaited, if at all. */
    boolean isOverAlready() {
        for (Deferred<?> deferred : deferreds) {
            if (!deferred.isDone()) {
                return false;
            }
        }
        for (Deferred<?> deferred : deferreds) {
            var unused = arrive(deferred);
        }
        return true;
    }

    @Override
    protected boolean arm(Strand<?> strand) {
        Task<?> task = (Task<?>) strand;
        watcher = task;
        if (limited) {
            task.scheduler().schedule(this);
        }
        int index = 0;
        for (Deferred<?> deferred : deferreds) {
            if (over) {
                break;
            }
            registrations[index++] = watch(deferred, new Arrival(this, deferred, strand));
        }
        if (over) {
            // By one that was done already, maybe while the strand went on elsewhere.
            release(task);
        }
        return true;
    }

    /** One of the deferreds is done. */
    private record Arrival(Watch watch, Deferred<?> deferred, Strand<?> watcher) implements Relay {

        @Override
        public void run() {
            if (watch.arrive(deferred)) {
                watch.wake(watcher, null);
            }
        }

        @Override
        public void addWaiting(Collection<? super Strand<?>> strands) {
            strands.add(watcher);
        }
    }

    private static Registration watch(Deferred<?> deferred, Runnable action) {
        return deferred instanceof Task<?> task ? task.watched(action) : deferred.onDone(action);
    }

    @Override
    protected void disarm(Strand<?> strand) {
        release((Task<?>) strand);
    }

    /** Lets go of all that is not done. Called when the wait is over, however it ended. */
    void release(Task<?> task) {
        over = true;
        if (limited) {
            task.scheduler().unschedule(this);
        }
        for (Registration registration : registrations) {
            if (registration != null) {
                registration.detach();
            }
        }
    }

    /** Notes that one is done. Says true if that settles the matter. */
    private boolean arrive(Deferred<?> deferred) {
        boolean settled = settles.test(deferred) && first.compareAndSet(null, deferred);
        if (missing.decrementAndGet() == 0 || settled) {
            over = true;
            return true;
        }
        return false;
    }

    @Override
    protected void fire() {
        Task<?> task = watcher;
        over = true;
        if (task != null) {
            wake(task, null);
        }
    }

    /** The one that settled the matter; null if none did. */
    @Nullable
    Deferred<?> first() {
        return first.get();
    }
}
