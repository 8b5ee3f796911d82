// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Instant;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits, to bound how many tasks do something at a time.
 *
 * <pre>{@code
 * try (var permit = await(semaphore.acquire())) {
 *     return result(await(fetch(url)));
 * }
 * }</pre>
 *
 * <p>A released permit goes to the task that has waited longest, at once; while that waits for several, those behind it wait as well, though there may be enough for them. Permits don't belong to tasks: what one has acquired another may release. A
 * {@linkplain #bounded bounded} semaphore refuses to have more permits than it began with, which uncovers a release too many; where each task shall hold but one permit,
 * and hand back its own, take a {@link CapacityLimiter}.
 *
 * <p>It belongs to the scheduler that first uses it. On any other, all methods throw an {@link IllegalStateException}.
 */
public final class Semaphore extends Owned {

    private final WaitQueue waiters = new WaitQueue();
    private final Permit permit = new Permit(this, 1);
    private final Acquisition acquisition = new Acquisition(this, 1);
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
     * Acquires several permits, all at once: as long as there are too few, it holds none of them.
     *
     * @param permits how many, at least 1
     * @return a coroutine that gives, once there are so many, what to close to give them all back
     * @throws IllegalArgumentException if it is less than 1, or more than a bounded semaphore has
     */
    public Coroutine<Permit> acquire(int permits) {
        return checked(permits) == 1 ? acquisition : new Acquisition(this, permits);
    }

    /**
     * Acquires a permit if that needs no wait.
     *
     * @return false if there is none
     */
    public boolean tryAcquire() {
        return tryAcquire(1);
    }

    /**
     * Acquires several permits if that needs no wait.
     *
     * @param permits how many, at least 1
     * @return false if there are too few, or others wait
     * @throws IllegalArgumentException if it is less than 1, or more than a bounded semaphore has
     */
    public boolean tryAcquire(int permits) {
        int wanted = checked(permits);
        var unused = enter();
        boolean acquired = take(wanted);
        exit();
        return acquired;
    }

    private int checked(int permits) {
        if (permits < 1 || permits > most) {
            throw new IllegalArgumentException(permits + " permits can't be acquired of " + this);
        }
        return permits;
    }

    /**
     * Gives a permit back, or adds one. In a task, or in an action of the scheduler.
     *
     * @throws IllegalStateException if a bounded semaphore has all its permits already
     */
    public void release() {
        release(1);
    }

    /**
     * Gives several permits back, or adds some. In a task, or in an action of the scheduler.
     *
     * @param permits how many, at least 1
     * @throws IllegalStateException if a bounded semaphore would have more than it began with; then none is given back
     */
    public void release(int permits) {
        if (permits < 1) {
            throw new IllegalArgumentException(permits + " permits can't be given back");
        }
        var unused = enter();
        boolean overflows = available > most - permits;
        if (!overflows) {
            available += permits;
        }
        exit();
        if (overflows) {
            throw new IllegalStateException(this + " was released more often than acquired");
        }
        serve();
    }

    /** Serves those who wait, as far as there are permits. Each outside the latch, for it may run other code. */
    private void serve() {
        for (; ; ) {
            guard();
            Waiter next = claimNext();
            exit();
            if (next == null) {
                return;
            }
            complete(next, permitFor(next));
        }
    }

    /** The first one who waits, if there are permits enough. Holding the latch. */
    private @Nullable Waiter claimNext() {
        for (Waiter first = waiters.first(); first != null && wanted(first) <= available; first = waiters.first()) {
            waiters.remove(first);
            if (first.claim()) {
                available -= wanted(first);
                return first;
            }
        }
        return null;
    }

    private static int wanted(Waiter waiter) {
        return waiter instanceof Several several ? several.permit.count : 1;
    }

    private Permit permitFor(Waiter waiter) {
        return waiter instanceof Several several ? several.permit : permit;
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

    /** Nobody overtakes those who wait, also if there is enough for him. */
    private boolean take(int permits) {
        if (available < permits || !waiters.isEmpty()) {
            return false;
        }
        available -= permits;
        return true;
    }

    private Object acquire(Strand<?> strand, int permits) {
        enter(strand);
        boolean acquired = take(permits);
        exit();
        if (permits == 1) {
            return acquired ? permit : Awaits.suspendOn(place(), strand);
        }
        Permit several = new Permit(this, permits);
        return acquired ? several : Awaits.suspendOn(new Several(this, several), strand);
    }

    @Override
    void queue(Place place, Strand<?> strand) {
        enter(strand);
        boolean acquired = take(wanted(place));
        if (!acquired) {
            place.join(waiters, strand);
        }
        exit();
        if (acquired) {
            place.serve(strand, permitFor(place));
        }
    }

    @Override
    void leave(Place place, Strand<?> strand) {
        enter(strand);
        waiters.remove(place);
        exit();
        // Whoever waits behind may want less.
        serve();
    }

    /** Waits for more than one permit. */
    private static final class Several extends Place {

        final Permit permit;

        Several(Semaphore semaphore, Permit permit) {
            super(semaphore);
            this.permit = permit;
        }
    }

    /** A permit, or several that were acquired at once. All single ones of a semaphore are the same object: each acquired one is to be closed once. */
    public static final class Permit implements AutoCloseable {

        private final Semaphore semaphore;

        private final int count;

        private Permit(Semaphore semaphore, int count) {
            this.semaphore = semaphore;
            this.count = count;
        }

        /** Releases what was acquired, as {@link Semaphore#release(int)} does. */
        @Override
        public void close() {
            semaphore.release(count);
        }
    }

    private static final class Acquisition extends Instant<Permit> {

        private final Semaphore semaphore;

        private final int permits;

        Acquisition(Semaphore semaphore, int permits) {
            this.semaphore = semaphore;
            this.permits = permits;
        }

        @Override
        protected Object attempt(Strand<?> strand) {
            return semaphore.acquire(strand, permits);
        }

        @Override
        public String toString() {
            return "Coroutine[dev.heddle.runtime.sync.Semaphore.acquire]";
        }
    }
}
