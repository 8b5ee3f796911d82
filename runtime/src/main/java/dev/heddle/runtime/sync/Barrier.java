// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Failure;
import dev.heddle.runtime.codegen.Instant;
import dev.heddle.runtime.codegen.Strand;
import java.util.concurrent.BrokenBarrierException;
import org.jspecify.annotations.Nullable;

/**
 * A meeting point: tasks wait until a number of them has arrived, and then all go on; after that it serves the next as many. A task that is cancelled while it waits just
 * leaves, and does not break the barrier (unlike an interrupted thread and a {@link java.util.concurrent.CyclicBarrier}).
 *
 * <p>It belongs to the scheduler that first uses it. On any other, all methods throw an {@link IllegalStateException}.
 */
public final class Barrier extends Owned {

    private final WaitQueue waiters = new WaitQueue();
    private final Arrival arrival = new Arrival(this);
    private final int parties;
    private boolean broken;

    /**
     * Makes a barrier.
     *
     * @param parties how many tasks it waits for, at least 1
     */
    public Barrier(int parties) {
        if (parties < 1) {
            throw new IllegalArgumentException("A barrier can't wait for " + parties + " parties");
        }
        this.parties = parties;
    }

    /**
     * Waits until as many have arrived as the barrier waits for.
     *
     * @return a coroutine that gives the task's place in the order of arrival, from 0 to one less than there are parties; always the same one
     * @throws BrokenBarrierException at the await, if the barrier is broken, or is aborted or reset during the wait
     */
    @SuppressWarnings("RedundantThrows") // tells the compiler what the await throws
    public Coroutine<Integer> arrive() throws BrokenBarrierException {
        return arrival;
    }

    /** Breaks the barrier: those who wait, and all who arrive before it is {@linkplain #reset reset}, get a {@link BrokenBarrierException}. */
    public void abort() {
        breakWaits("The barrier was aborted", true);
    }

    /** Mends the barrier. Those who wait at it get a {@link BrokenBarrierException}; the next to come are the first of a new round. */
    public void reset() {
        breakWaits("The barrier was reset", false);
    }

    /**
     * Tells whether the barrier was aborted, and not reset since.
     *
     * @return true if nobody can arrive
     */
    public boolean isBroken() {
        var unused = enter();
        boolean now = broken;
        exit();
        return now;
    }

    /**
     * Counts those who wait for the others.
     *
     * @return how many, less than {@link #parties()}
     */
    public int waiting() {
        var unused = enter();
        int now = waiters.size();
        exit();
        return now;
    }

    /**
     * Tells how many the barrier waits for.
     *
     * @return at least 1
     */
    public int parties() {
        return parties;
    }

    @Override
    public String toString() {
        return "Barrier[" + (broken ? "broken" : waiters.size() + " of " + parties + " waiting") + "]";
    }

    private void breakWaits(String message, boolean brokenNow) {
        var unused = enter();
        broken = brokenNow;
        WaitQueue left = new WaitQueue();
        waiters.claimAll(left);
        exit();
        left.completeAll(Failure.of(new BrokenBarrierException(message)));
    }

    private Object arrive(Strand<?> strand) {
        Object outcome = arrival(strand, null);
        if (outcome instanceof Failure failure) {
            throw failure.rethrow();
        }
        return outcome == null ? Awaits.suspendOn(place(), strand) : outcome;
    }

    @Override
    void queue(Place place, Strand<?> strand) {
        Object outcome = arrival(strand, place);
        if (outcome != null) {
            place.serve(strand, outcome);
        }
    }

    /** Gives the failure if the barrier is broken, the index if nobody else is missing, in which case the others are woken; null if the strand has to wait. */
    private @Nullable Object arrival(Strand<?> strand, @Nullable Place place) {
        WaitQueue complete = new WaitQueue();
        Object outcome = null;
        enter(strand);
        if (broken) {
            outcome = Failure.of(
                    new BrokenBarrierException("The barrier is broken: it was aborted, and not reset since"));
        } else if (waiters.size() >= parties - 1) {
            // Where there are many threads, one of them may be cancelled just now: it has been here, and the others go
            // on.
            waiters.claimAll(complete);
            outcome = complete.size();
        } else if (place != null) {
            place.join(waiters, strand);
        }
        exit();
        for (int index = 0; !complete.isEmpty(); index++) {
            complete.completeFirst(index);
        }
        return outcome;
    }

    @Override
    void leave(Place place, Strand<?> strand) {
        enter(strand);
        waiters.remove(place);
        exit();
    }

    private static final class Arrival extends Instant<Integer> {

        private final Barrier barrier;

        Arrival(Barrier barrier) {
            this.barrier = barrier;
        }

        @Override
        protected Object attempt(Strand<?> strand) {
            return barrier.arrive(strand);
        }

        @Override
        public String toString() {
            return "Coroutine[dev.heddle.runtime.sync.Barrier.arrive]";
        }
    }
}
