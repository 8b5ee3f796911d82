// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Strand;

/**
 * A number of permits, to bound how many tasks do something at a time.
 *
 * <pre>{@code
 * try (var permit = await(semaphore.acquire())) {
 *     return result(await(fetch(url)));
 * }
 * }</pre>
 *
 * <p>A released permit goes to the task that has waited longest, at once. Permits don't belong to tasks: what one has acquired another may release. A
 * {@linkplain #bounded bounded} semaphore refuses to have more permits than it began with, which uncovers a release too many; where each task shall hold but one permit,
 * and hand back its own, take a {@link CapacityLimiter}.
 *
 * <p>It belongs to the scheduler that first uses it. On any other, all methods throw an {@link IllegalStateException}.
 */
public final class Semaphore extends Owned {

    private final WaitQueue waiters = new WaitQueue();
    private final Permit permit = new Permit(this);
    private final Acquisition acquisition = new Acquisition(this);
    private final int most;
    private int available;

    /**
     * Makes a semaphore that any number of permits may be added to.
     *
     * @param permits how many it has, at least 0
     */
    public Semaphore(int permits) {
        this(permits, Integer.MAX_VALUE);
    }

    private Semaphore(int permits, int most) {
        if (permits < 0) {
            throw new IllegalArgumentException("A semaphore can't have " + permits + " permits");
        }
        this.available = permits;
        this.most = most;
    }

    /**
     * Makes a semaphore that never has more permits than it begins with.
     *
     * @param permits how many, at least 0
     * @return the semaphore
     */
    public static Semaphore bounded(int permits) {
        return new Semaphore(permits, permits);
    }

    /**
     * Acquires a permit.
     *
     * @return a coroutine that gives, once there is one, the permit to close; always the same one
     */
    public Coroutine<Permit> acquire() {
        return acquisition;
    }

    /**
     * Acquires a permit if that needs no wait.
     *
     * @return false if there is none
     */
    public boolean tryAcquire() {
        var unused = enter();
        boolean acquired = take();
        exit();
        return acquired;
    }

    /**
     * Gives a permit back, or adds one. In a task, or in an action of the scheduler.
     *
     * @throws IllegalStateException if a bounded semaphore has all its permits already
     */
    public void release() {
        var unused = enter();
        Waiter next = waiters.claimFirst();
        boolean overflows = next == null && available == most;
        if (next == null && !overflows) {
            available++;
        }
        exit();
        if (overflows) {
            throw new IllegalStateException(this + " was released more often than acquired");
        }
        if (next != null) {
            complete(next, permit);
        }
    }

    /**
     * Counts the permits that can be had at once. One that has been handed to a waiting task can't, though the task may not have gone on yet.
     *
     * @return how many
     */
    public int available() {
        var unused = enter();
        int now = available;
        exit();
        return now;
    }

    @Override
    public String toString() {
        return "Semaphore[" + available + " available, " + waiters.size() + " waiting]";
    }

    private boolean take() {
        if (available == 0) {
            return false;
        }
        available--;
        return true;
    }

    private Object acquire(Strand<?> strand) {
        enter(strand);
        boolean acquired = take();
        exit();
        return acquired ? permit : Awaits.suspendOn(place(), strand);
    }

    @Override
    void queue(Place place, Strand<?> strand) {
        enter(strand);
        boolean acquired = take();
        if (!acquired) {
            place.join(waiters, strand);
        }
        exit();
        if (acquired) {
            place.serve(strand, permit);
        }
    }

    @Override
    void leave(Place place, Strand<?> strand) {
        enter(strand);
        waiters.remove(place);
        exit();
    }

    /** A permit. All of a semaphore's are the same object: each acquired one is to be closed once. */
    public static final class Permit implements AutoCloseable {

        private final Semaphore semaphore;

        private Permit(Semaphore semaphore) {
            this.semaphore = semaphore;
        }

        /** Releases the permit, as {@link Semaphore#release()} does. */
        @Override
        public void close() {
            semaphore.release();
        }
    }

    private static final class Acquisition extends Instant<Permit> {

        private final Semaphore semaphore;

        Acquisition(Semaphore semaphore) {
            this.semaphore = semaphore;
        }

        @Override
        Object attempt(Strand<?> strand) {
            return semaphore.acquire(strand);
        }

        @Override
        public String toString() {
            return "Coroutine[dev.heddle.runtime.sync.Semaphore.acquire]";
        }
    }
}
