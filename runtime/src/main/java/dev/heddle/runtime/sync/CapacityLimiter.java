// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Current;
import dev.heddle.runtime.codegen.Instant;
import dev.heddle.runtime.codegen.Strand;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Bounds how many tasks use something at a time: a {@link Semaphore} that knows who holds its tokens, each task one at most, and whose size can change. What only bounds
 * takes a semaphore; this is for what somebody watches and tunes.
 *
 * <pre>{@code
 * try (var token = await(limiter.acquire())) {
 *     await(upload(file));
 * }
 * }</pre>
 *
 * <p>It belongs to the scheduler that first uses it. On any other, all methods throw an {@link IllegalStateException}.
 */
public final class CapacityLimiter extends Owned {

    private final WaitQueue waiters = new WaitQueue();
    private final Token token = new Token(this);
    private final Acquisition acquisition = new Acquisition(this);
    private final Set<Strand<?>> borrowers = Collections.newSetFromMap(new IdentityHashMap<>());
    private int total;

    /**
     * Makes a limiter.
     *
     * @param total how many tokens there are, at least 0
     */
    public CapacityLimiter(int total) {
        this.total = checked(total);
    }

    private static int checked(int tokens) {
        if (tokens < 0) {
            throw new IllegalArgumentException("A limiter can't have " + tokens + " tokens");
        }
        return tokens;
    }

    /**
     * Acquires a token for the task that awaits.
     *
     * @return a coroutine that gives, once there is one, the token to close; always the same one
     * @throws IllegalStateException at the await, if the task holds a token already
     */
    public Coroutine<Token> acquire() {
        return acquisition;
    }

    /**
     * Acquires a token for the calling task if that needs no wait.
     *
     * @return false if there is none
     * @throws IllegalStateException if the task holds a token already
     */
    public boolean tryAcquire() {
        Current current = enter();
        try {
            return take(caller(current, "tryAcquire()"));
        } finally {
            exit();
        }
    }

    /**
     * Gives back the calling task's token, to the task that has waited longest.
     *
     * @throws IllegalStateException if the task holds none
     */
    public void release() {
        Current current = enter();
        try {
            Strand<?> borrower = caller(current, "release()");
            if (!borrowers.remove(borrower)) {
                throw new IllegalStateException(this + ": " + borrower + " gives back a token that it does not hold");
            }
        } finally {
            exit();
        }
        lend();
    }

    /**
     * Changes how many tokens there are. More of them serve the tasks that wait; if there are fewer than are held now, releases are not passed on until they suffice.
     *
     * @param tokens how many, at least 0
     */
    public void setTotal(int tokens) {
        int more = checked(tokens);
        var unused = enter();
        total = more;
        exit();
        lend();
    }

    /**
     * Tells how many tokens there are.
     *
     * @return how many, held or not
     */
    public int total() {
        var unused = enter();
        int now = total;
        exit();
        return now;
    }

    /**
     * Counts the tokens that tasks hold.
     *
     * @return how many; more than {@link #total()} if that was lowered meanwhile
     */
    public int borrowed() {
        var unused = enter();
        int now = borrowers.size();
        exit();
        return now;
    }

    /**
     * Counts the tokens that can be had at once.
     *
     * @return how many, at least 0
     */
    public int available() {
        var unused = enter();
        int now = Math.max(0, total - borrowers.size());
        exit();
        return now;
    }

    /**
     * Counts the tasks that wait for a token.
     *
     * @return how many
     */
    public int waiting() {
        var unused = enter();
        int now = waiters.size();
        exit();
        return now;
    }

    @Override
    public String toString() {
        return "CapacityLimiter[" + borrowers.size() + " of " + total + " borrowed, " + waiters.size() + " waiting]";
    }

    private boolean take(Strand<?> borrower) {
        if (borrowers.contains(borrower)) {
            throw new IllegalStateException(
                    this + ": " + borrower + " holds a token already, and could wait for itself for ever");
        }
        return borrowers.size() < total && borrowers.add(borrower);
    }

    /** Serves those who wait, as far as there are tokens. */
    private void lend() {
        WaitQueue served = new WaitQueue();
        var unused = enter();
        while (borrowers.size() < total && !waiters.isEmpty()) {
            Waiter next = waiters.claimFirst();
            if (next != null) {
                borrowers.add(next.strand());
                served.add(next);
            }
        }
        exit();
        served.completeAll(token);
    }

    private Object acquire(Strand<?> strand) {
        enter(strand);
        boolean taken;
        try {
            taken = take(strand);
        } finally {
            exit();
        }
        return taken ? token : Awaits.suspendOn(place(), strand);
    }

    @Override
    void queue(Place place, Strand<?> strand) {
        enter(strand);
        boolean taken = take(strand);
        if (!taken) {
            place.join(waiters, strand);
        }
        exit();
        if (taken) {
            place.serve(strand, token);
        }
    }

    @Override
    void leave(Place place, Strand<?> strand) {
        enter(strand);
        waiters.remove(place);
        exit();
    }

    /** A token. All of a limiter's are the same object, and which task's it is the limiter knows. */
    public static final class Token implements AutoCloseable {

        private final CapacityLimiter limiter;

        private Token(CapacityLimiter limiter) {
            this.limiter = limiter;
        }

        /** Gives the calling task's token back, as {@link CapacityLimiter#release()} does. */
        @Override
        public void close() {
            limiter.release();
        }
    }

    private static final class Acquisition extends Instant<Token> {

        private final CapacityLimiter limiter;

        Acquisition(CapacityLimiter limiter) {
            this.limiter = limiter;
        }

        @Override
        protected Object attempt(Strand<?> strand) {
            return limiter.acquire(strand);
        }

        @Override
        public String toString() {
            return "Coroutine[dev.heddle.runtime.sync.CapacityLimiter.acquire]";
        }
    }
}
