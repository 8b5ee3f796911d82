// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Current;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets those who hold a {@link Lock} wait, without it, for something to change that it guards. {@link Lock#newCondition()} makes one.
 *
 * <pre>{@code
 * try (var held = await(lock.lock())) {
 *     await(notEmpty.waitUntil(() -> !jobs.isEmpty()));
 *     next = jobs.remove();
 * }
 * }</pre>
 *
 * <p>Signals go to those who have waited longest. There are no spurious wake-ups; but between the signal and the moment when the waiter has the lock again others may have
 * had it, so what was waited for has to be looked at again: {@link #waitUntil} does. A wait that is cancelled first gets the lock again, be it long, and then throws; a
 * signal that had come to it meanwhile goes to the next waiter.
 */
public final class Condition extends Queueing {

    private final Lock lock;
    private final WaitQueue waiters = new WaitQueue();

    Condition(Lock lock) {
        this.lock = lock;
    }

    /**
     * Releases the lock, waits for a signal, and acquires the lock again.
     *
     * @return a coroutine that ends with the lock held, however it ends, unless the lock is broken
     * @throws IllegalStateException at the await, if the task does not hold the lock
     */
    public Coroutine<@Nullable Void> waitForSignal() {
        return new Wait(this, null);
    }

    /**
     * Waits as {@link #waitForSignal()} does until something holds, and not at all if it holds already.
     *
     * @param goal what to wait for; called with the lock held, first at once and then after each signal
     * @return a coroutine that ends with the lock held, however it ends, unless the lock is broken
     * @throws IllegalStateException at the await, if the task does not hold the lock
     */
    public Coroutine<@Nullable Void> waitUntil(BooleanSupplier goal) {
        return new Wait(this, Objects.requireNonNull(goal, "goal"));
    }

    /**
     * Has the longest waiting task go on, once the caller has released the lock.
     *
     * @throws IllegalStateException if the calling task does not hold the lock
     */
    public void signal() {
        signal(1);
    }

    /**
     * Has the tasks go on that have waited longest, one after another, once the caller has released the lock.
     *
     * @param count how many, at most; 0 or less for none
     * @throws IllegalStateException if the calling task does not hold the lock
     */
    public void signal(int count) {
        Current current = lock.enter();
        try {
            if (current.strand == null || lock.owner() != current.strand) {
                throw new IllegalStateException(
                        "A condition was signalled by a task that does not hold its lock: " + lock);
            }
            for (int i = 0; i < count && move(); i++) {
                // They wait for the lock from now on, in its queue.
            }
        } finally {
            lock.exit();
        }
        lock.joined();
    }

    /**
     * Has all waiting tasks go on, one after another, once the caller has released the lock.
     *
     * @throws IllegalStateException if the calling task does not hold the lock
     */
    public void signalAll() {
        signal(Integer.MAX_VALUE);
    }

    @Override
    public String toString() {
        return "Condition[" + lock + "]";
    }

    /** Has the first waiter queue for the lock. Says false if there is none. */
    private boolean move() {
        Waiter first = waiters.first();
        if (first == null) {
            return false;
        }
        waiters.remove(first);
        lock.waiters().add(first);
        return true;
    }

    /** Releases the lock and joins the queue, in one. */
    @Override
    void queue(Place place, Strand<?> strand) {
        lock.enter(strand);
        place.join(waiters, strand);
        lock.pass();
    }

    /** Takes a cancelled waiter out. The signal that it had got, if it had, goes to the next. */
    @Override
    void leave(Place place, Strand<?> strand) {
        lock.enter(strand);
        boolean signalled = !waiters.remove(place);
        if (signalled) {
            // It is in no queue at all if the lock came by while it was being cancelled. Then the lock may be free by
            // now.
            lock.waiters().remove(place);
            if (move() && lock.owner() == null) {
                lock.pass();
                return;
            }
        }
        lock.exit();
        if (signalled) {
            lock.joined();
        }
    }

    void claimAll(WaitQueue claimed) {
        waiters.claimAll(claimed);
    }

    /**
     * The coroutine of a wait.
     *
     * <pre>
     *   start --> SIGNALLED --> the goal is looked at, with the lock held --> end, or wait again
     *                 | cancelled
     *                 +-----> LOCKED: the lock is acquired again, under a shield --> the cancellation is thrown
     * </pre>
     */
    @FrameTable(
            format = 1,
            type = "dev.heddle.runtime.sync.Condition",
            method = "waitUntil",
            descriptor = "(Ljava/util/function/BooleanSupplier;)Ldev/heddle/Coroutine;",
            file = "Condition.java",
            lines = {},
            awaits = {},
            kept = {})
    private static final class Wait extends Frame<@Nullable Void> {

        private static final int SIGNALLED = CLAIMED - 1;
        private static final int LOCKED = CLAIMED - 2;

        private final Condition condition;
        private final @Nullable BooleanSupplier goal;
        private @Nullable Throwable cancellation;

        Wait(Condition condition, @Nullable BooleanSupplier goal) {
            this.condition = condition;
            this.goal = goal;
        }

        @Override
        protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
            int from = state;
            state = RUNNING;
            switch (from) {
                case CLAIMED -> {
                    return start(strand);
                }
                case SIGNALLED -> {
                    try {
                        var unused = Awaits.resumed(strand);
                    } catch (Throwable failure) {
                        return acquireAgain(strand, room, failure);
                    }
                    return goal == null || goal.getAsBoolean() ? null : await(strand);
                }
                case LOCKED -> {
                    var unused = Awaits.resumed(strand);
                    throw Objects.requireNonNull(cancellation);
                }
                default -> throw corrupted();
            }
        }

        private @Nullable Object start(Strand<?> strand) {
            Lock lock = condition.lock;
            lock.enter(strand);
            boolean holds = lock.owner() == strand;
            lock.exit();
            if (!holds) {
                throw new IllegalStateException(
                        "A task waits on a condition whose lock it does not hold: " + condition.lock);
            }
            return goal != null && goal.getAsBoolean() ? null : await(strand);
        }

        private Object await(Strand<?> strand) {
            var unused = Awaits.suspendOn(new Place(condition), strand);
            return suspend(strand, SIGNALLED);
        }

        private Object acquireAgain(Strand<?> strand, int room, Throwable failure) throws Throwable {
            // It still has the lock if it was cancelled before it came to wait.
            if (failure instanceof BrokenLockException || condition.lock.holder() == strand) {
                throw failure;
            }
            cancellation = failure;
            Object value = Awaits.await(Awaits.shielded(condition.lock.lock()), strand, room);
            if (value == Awaits.SUSPENDED) {
                return suspend(strand, LOCKED);
            }
            throw failure;
        }
    }
}
