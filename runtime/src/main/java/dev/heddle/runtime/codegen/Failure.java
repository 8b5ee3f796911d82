// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.util.concurrent.CancellationException;

/**
 * A failure where otherwise a value stands: as the outcome of a {@link Completion}, and on its way into a frame. A final class, so that telling it from a value is one
 * comparison.
 */
public final class Failure {

    /** The exception, or the {@link Strike} that it will be made from. */
    private volatile Object cause;

    private final boolean cancellation;
    private volatile boolean heard;

    private Failure(Object cause, boolean cancellation) {
        this.cause = cause;
        this.cancellation = cancellation;
    }

    /**
     * Wraps an exception that is a failure like any other.
     *
     * @param cause the exception
     * @return the failure
     */
    public static Failure of(Throwable cause) {
        return new Failure(cause, false);
    }

    /**
     * Wraps the exception by which a cancelled strand ended.
     *
     * @param cause the exception
     * @return the failure
     */
    public static Failure cancellation(Throwable cause) {
        return new Failure(cause, true);
    }

    /** Stands for the exception by which a cancelled strand ends if none of its coroutines catches it: it is made when somebody asks for it. */
    static Failure of(Strike strike) {
        return new Failure(strike, true);
    }

    /**
     * Gives the exception itself, always the same.
     *
     * @return the exception
     */
    public Throwable cause() {
        return cause instanceof Throwable made ? made : make();
    }

    private synchronized Throwable make() {
        if (cause instanceof Strike strike) {
            cause = strike.exception();
        }
        return (Throwable) cause;
    }

    /** Tells whether the exception is one by which a cancelled strand ends. */
    boolean mayBeCancellation() {
        return cause instanceof Strike || cause instanceof CancellationException;
    }

    /**
     * Tells whether something is suppressed in the exception: for a cancellation, what went wrong in its course. One that nobody has caught needs no exception to tell.
     *
     * @return true if so
     */
    public boolean hasSuppressed() {
        return cause instanceof Throwable made && made.getSuppressed().length > 0;
    }

    /**
     * Tells a cancelled strand from a failed one.
     *
     * @return true if the strand ended because its scope was cancelled
     */
    public boolean isCancellation() {
        return cancellation;
    }

    /** Notes that the failure has reached somebody. From any thread. */
    void hear() {
        heard = true;
    }

    /**
     * Tells whether the failure has reached anybody. The note is kept here and not in the strand, so that it outlives the strand: a failure is reported as unheard when
     * the strand has been collected.
     *
     * @return true if somebody awaited it, or asked for it
     */
    public boolean isHeard() {
        return heard;
    }

    /**
     * Throws the exception itself, whatever its type: an await declares what its callee declares, which the compiler has checked already.
     *
     * @return never
     */
    public RuntimeException rethrow() {
        throw Failure.<RuntimeException>sneak(cause());
    }

    @Override
    public String toString() {
        return cancellation ? "cancelled" : "failed: " + cause();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // erased: nothing is cast, and that is the point
    private static <X extends Throwable> X sneak(Throwable cause) throws X {
        throw (X) cause;
    }
}
