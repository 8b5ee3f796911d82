// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Current;
import dev.heddle.runtime.codegen.Failure;
import dev.heddle.runtime.codegen.Instant;
import dev.heddle.runtime.codegen.Strand;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A lock that is held across awaits, by one task at a time. Between two awaits a task has its loop for itself anyway: where nothing is awaited no lock is needed.
 *
 * <pre>{@code
 * try (var held = await(lock.lock())) {
 *     account = await(read());
 *     await(write(account.plus(100)));
 * }
 * }</pre>
 *
 * <p>Releasing hands the lock to the task that has waited longest, at once: whoever asks for it next queues up, the releaser included. The lock belongs to the task that
 * awaited it (so don't {@code gather} it, which awaits in tasks of its own), is not re-entrant, and only its holder can release it. If that ends without doing so, the
 * lock is broken: those who wait, and all who come later, get a {@link BrokenLockException}.
 *
 * <p>It belongs to the scheduler that first uses it. On any other, all methods throw an {@link IllegalStateException}.
 */
public final class Lock extends Owned {

    private final WaitQueue waiters = new WaitQueue();
    private final Held held = new Held(this);
    private final Acquisition acquisition = new Acquisition(this);
    private final List<Condition> conditions = new CopyOnWriteArrayList<>();
    private final HolderWatch watch = new HolderWatch(this);
    private @Nullable Strand<?> owner;
    private boolean broken;

    /** Makes a lock that nobody holds. */
    public Lock() {}

    /**
     * Acquires the lock.
     *
     * @return a coroutine that gives, once the lock is held, what releases it; always the same one
     * @throws IllegalStateException at the await, if the task holds the lock already
     * @throws BrokenLockException at the await, if the holder has ended without releasing the lock
     */
    public Coroutine<Held> lock() {
        return acquisition;
    }

    /**
     * Acquires the lock if that needs no wait.
     *
     * @return what releases the lock; null if it is held, be it by the calling task
     * @throws IllegalStateException outside a task
     * @throws BrokenLockException if the holder has ended without releasing the lock
     */
    public @Nullable Held tryLock() {
        Current current = enter();
        try {
            if (broken) {
                throw brokenNow();
            }
            if (owner != null) {
                return null;
            }
            owner = caller(current, "tryLock()");
            return held;
        } finally {
            exit();
        }
    }

    /**
     * Tells whether the lock is held. Once it has been handed to a task it is, though that may not have gone on yet.
     *
     * @return true if {@link #tryLock()} would give null
     */
    public boolean isLocked() {
        var unused = enter();
        boolean locked = owner != null;
        exit();
        return locked;
    }

    /**
     * Makes a condition: a queue of those who have held the lock and wait for something to change that it guards.
     *
     * @return a new condition
     */
    public Condition newCondition() {
        Condition condition = new Condition(this);
        conditions.add(condition);
        return condition;
    }

    @Override
    public String toString() {
        Strand<?> holder = owner;
        return holder == null ? "Lock[free]" : "Lock[held by " + holder + "]";
    }

    private Object acquire(Strand<?> strand) {
        enter(strand);
        boolean isBroken = broken;
        Strand<?> holder = owner;
        if (holder == null && !isBroken) {
            owner = strand;
        }
        exit();
        if (isBroken) {
            throw brokenNow();
        }
        if (holder == null) {
            return held;
        }
        if (holder == strand) {
            throw new IllegalStateException(
                    this + " is not re-entrant, and the task that holds it would wait for itself for ever");
        }
        return Awaits.suspendOn(place(), strand);
    }

    @Override
    void queue(Place place, Strand<?> strand) {
        Object outcome = null;
        enter(strand);
        if (broken) {
            outcome = Failure.of(brokenNow());
        } else if (owner == null) {
            owner = strand;
            outcome = held;
        } else {
            place.join(waiters, strand);
        }
        exit();
        if (outcome == null) {
            watch.begin();
        } else {
            place.serve(strand, outcome);
        }
    }

    private void release() {
        Current current = enter();
        if (owner == null || owner != current.strand) {
            exit();
            throw new IllegalStateException(this + " was released by "
                    + (current.strand == null ? "an action outside any task" : current.strand)
                    + ", which does not hold it: only the task that awaited lock() can release it, once");
        }
        pass();
    }

    /** Hands the lock on, and exits. By the holder. */
    void pass() {
        Waiter next = waiters.claimFirst();
        boolean contended = !waiters.isEmpty();
        owner = next == null ? null : next.strand();
        exit();
        watch.end();
        if (contended) {
            watch.begin();
        }
        if (next != null) {
            complete(next, held);
        }
    }

    @Override
    void leave(Place place, Strand<?> strand) {
        enter(strand);
        waiters.remove(place);
        exit();
    }

    /** Called, without the latch, when others than by {@link #lock()} have joined those who wait. */
    void joined() {
        watch.begin();
    }

    /** Where those queue who wait for the lock, for a condition to have its waiters join. */
    WaitQueue waiters() {
        return waiters;
    }

    /** Who holds the lock. By whoever has entered. */
    @Nullable
    Strand<?> owner() {
        return owner;
    }

    /** Who holds the lock. By whoever has not entered, on the lock's scheduler. */
    @Nullable
    Strand<?> holder() {
        guard();
        Strand<?> now = owner;
        exit();
        return now;
    }

    /** Called when a strand has ended that held the lock, while others wait for it. */
    void ended(Strand<?> strand) {
        enter(strand);
        WaitQueue left = new WaitQueue();
        if (owner == strand) {
            broken = true;
            owner = null;
            waiters.claimAll(left);
            conditions.forEach(condition -> condition.claimAll(left));
        }
        exit();
        left.completeAll(Failure.of(brokenNow()));
    }

    /** Adds those who wait for the lock that a strand holds. From any thread: then it may miss some, or tell of some that don't wait any more. */
    void addWaiting(Strand<?> strand, Collection<? super Strand<?>> strands) {
        guard();
        if (owner == strand) {
            waiters.addStrands(strands);
        }
        exit();
    }

    private BrokenLockException brokenNow() {
        return new BrokenLockException("The lock is broken: the task that held it has ended without releasing it");
    }

    /** A lock that is held. Closing it releases the lock. */
    public static final class Held implements AutoCloseable {

        private final Lock lock;

        private Held(Lock lock) {
            this.lock = lock;
        }

        /**
         * Releases the lock.
         *
         * @throws IllegalStateException if the calling task does not hold it (any more)
         */
        @Override
        public void close() {
            lock.release();
        }

        @Override
        public String toString() {
            // Not the lock, which names its holder: a task's description has its result in it.
            return "Lock.Held";
        }
    }

    private static final class Acquisition extends Instant<Held> {

        private final Lock lock;

        Acquisition(Lock lock) {
            this.lock = lock;
        }

        @Override
        protected Object attempt(Strand<?> strand) {
            return lock.acquire(strand);
        }

        @Override
        public String toString() {
            return "Coroutine[dev.heddle.runtime.sync.Lock.lock]";
        }
    }
}
