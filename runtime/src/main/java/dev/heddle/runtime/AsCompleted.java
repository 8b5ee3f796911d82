// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.AsyncIterable;
import dev.heddle.AsyncIterator;
import dev.heddle.Coroutine;
import dev.heddle.Deferred;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Relay;
import dev.heddle.runtime.codegen.Strand;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What {@link Tasks#asCompleted} gives. The coroutines become tasks once, with the first step of the first iterator; all iterators go over these. */
final class AsCompleted<T extends @Nullable Object> implements AsyncIterable<Deferred<T>> {

    private final Combination.Members members;
    private @Nullable List<Deferred<?>> deferreds;

    private AsCompleted(Collection<?> members) {
        this.members = new Combination.Members("asCompleted", members);
    }

    static <T extends @Nullable Object> AsyncIterable<Deferred<T>> of(Collection<?> members) {
        return new AsCompleted<>(members);
    }

    @Override
    public AsyncIterator<Deferred<T>> iterator() {
        return new Iteration();
    }

    private synchronized List<Deferred<?>> start(Scheduler scheduler) {
        if (deferreds == null) {
            List<Task<?>> made = new ArrayList<>();
            deferreds = members.claimAll(scheduler, made);
            made.forEach(scheduler::launch);
        }
        return deferreds;
    }

    private final class Iteration implements AsyncIterator<Deferred<T>> {

        // Filled by whoever completes a deferred, on any thread: under the lock of this iteration.
        private final Queue<Deferred<?>> completed = new ArrayDeque<>();
        private @Nullable Promise<Boolean> more;

        // The rest belongs to whoever iterates.
        private int left = -1;
        private @Nullable Deferred<?> element;

        @Override
        public Coroutine<Boolean> moveNext() {
            return new Move<>(this);
        }

        @Override
        @SuppressWarnings("unchecked") // the members give values of T
        public Deferred<T> current() {
            Deferred<?> now = element;
            if (now == null) {
                throw new IllegalStateException("There is no current element: moveNext() has not given true");
            }
            return (Deferred<T>) now;
        }

        private void begin(Scheduler scheduler) {
            List<Deferred<?>> all = start(scheduler);
            left = all.size();
            for (Deferred<?> deferred : all) {
                Runnable arrival = new Arrival(this, deferred);
                var unused = deferred instanceof Task<?> task ? task.watched(arrival) : deferred.onDone(arrival);
            }
        }

        private void arrive(Deferred<?> deferred) {
            Promise<Boolean> waiting;
            synchronized (this) {
                completed.add(deferred);
                waiting = more;
                more = null;
            }
            if (waiting != null) {
                var unused = waiting.complete(true);
            }
        }

        private synchronized void addWaiting(Collection<? super Strand<?>> strands) {
            if (more != null) {
                more.addWaiters(strands);
            }
        }

        /** Goes on, if that needs no wait; else gives what to wait for. */
        private synchronized @Nullable Promise<Boolean> step() {
            element = completed.poll();
            if (element != null) {
                left--;
                return null;
            }
            if (left == 0) {
                return null;
            }
            if (more != null) {
                throw new IllegalStateException("Another task is in moveNext() of this iteration already");
            }
            more = new Promise<>();
            return more;
        }

        /** Forgets a step whose wait was cancelled. */
        private synchronized void giveUp() {
            more = null;
        }
    }

    private record Arrival(AsCompleted<?>.Iteration iteration, Deferred<?> deferred) implements Relay {

        @Override
        public void run() {
            iteration.arrive(deferred);
        }

        @Override
        public void addWaiting(Collection<? super Strand<?>> strands) {
            iteration.addWaiting(strands);
        }
    }

    @FrameTable(
            format = 1,
            type = "dev.heddle.runtime.Tasks",
            method = "asCompleted",
            descriptor = "([Ldev/heddle/Awaitable;)Ldev/heddle/AsyncIterable;",
            file = "Tasks.java",
            lines = {},
            awaits = {},
            kept = {})
    private static final class Move<T extends @Nullable Object> extends Frame<Boolean> {

        private final AsCompleted<T>.Iteration iteration;

        Move(AsCompleted<T>.Iteration iteration) {
            this.iteration = iteration;
        }

        @Override
        protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
            if (state == CLAIMED) {
                if (iteration.left < 0) {
                    iteration.begin(((Task<?>) strand).scheduler());
                }
            } else {
                try {
                    var unused = Awaits.resumed(strand);
                } catch (Throwable cancelled) {
                    iteration.giveUp();
                    throw cancelled;
                }
            }
            state = RUNNING;
            Promise<Boolean> more = iteration.step();
            if (more != null && Awaits.await(more, strand, room) == Awaits.SUSPENDED) {
                return suspend(strand, CLAIMED - 1);
            }
            if (more != null) {
                // One has arrived in between, on another thread.
                var unused = iteration.step();
            }
            return iteration.element != null;
        }
    }
}
