// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a strand's run that can be cancelled, or that is shielded from the cancellation of those around it. Cancelling stays on: while a strand is in a cancelled
 * scope, whatever would suspend it throws.
 *
 * <p>The scopes that a strand is in form a chain, from the innermost to the strand's own. A {@link StrandScope} ends the chain, unless the strand is the child of a scope
 * of another strand: then that scope, and what is around it, follow on the strand's own.
 */
public class Scope {

    /** The scope around this one, set when a strand enters this. Null for the strand's own scope, and for the outermost of the others until the strand's own has to exist. */
    volatile @Nullable Scope outer;

    private volatile boolean shield;
    private volatile @Nullable Cancellation cancellation;

    /**
     * Makes a scope.
     *
     * @param shield whether cancelling the scopes around it leaves it alone
     */
    protected Scope(boolean shield) {
        if (shield) {
            this.shield = true;
        }
    }

    /**
     * Gives the scope whose cancellation reaches into another.
     *
     * @param scope the inner scope
     * @return the next scope of the chain; null if there is none, or the inner one is a shield
     */
    protected static @Nullable Scope reaching(Scope scope) {
        return scope.shield ? null : scope.outer;
    }

    /**
     * Tells whether an await in a scope that would suspend throws instead.
     *
     * @param scope the scope
     * @return true if the scope, or one around it and not beyond a shield, is cancelled
     */
    protected static boolean isCancelled(Scope scope) {
        return scope.cancelledBy() != null;
    }

    /**
     * Tells whether this is a shield.
     *
     * @return true if the cancellation of the scopes around it does not reach it
     */
    protected final boolean isShield() {
        return shield;
    }

    /**
     * Makes this a shield, or makes it none. Whoever takes a shield away interrupts the strand afterwards, if a scope around it is cancelled.
     *
     * @param on whether to shield
     */
    protected final void shield(boolean on) {
        shield = on;
    }

    /**
     * Cancels this scope, for good. The first reason stays.
     *
     * @param why the message of the exceptions to come, or null
     */
    protected final void markCancelled(@Nullable String why) {
        if (cancellation == null) {
            cancellation = new Cancellation(why);
        }
    }

    /**
     * Tells whether this scope itself has been cancelled.
     *
     * @return true after {@link #markCancelled}
     */
    protected final boolean isMarked() {
        return cancellation != null;
    }

    /**
     * Finds the scope that cancels what runs in this one.
     *
     * @return this scope or the nearest one around it, not beyond a shield, that is cancelled; null if none is
     */
    final @Nullable Scope cancelledBy() {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (scope.cancellation != null) {
                return scope;
            }
            if (scope.shield) {
                return null;
            }
        }
        return null;
    }

    /**
     * Tells whether the cancellation of what runs in this scope ends with it.
     *
     * @return true if this scope is cancelled, and none is that is around it and reaches into it
     */
    protected final boolean endsCancellation() {
        Scope around = outer;
        return cancellation != null && (shield || around == null || around.cancelledBy() == null);
    }

    /**
     * Makes the exception that an await throws when this scope, which is cancelled, cancels it: a fresh one each time, whose stack trace begins with the place where the
     * cancellation struck, and ends with who cancelled. A scope that has failed throws its failure itself, to the strand that opened it.
     *
     * @param strand who awaits, in this scope
     * @return the exception
     */
    final Throwable exceptionFor(Strand<?> strand) {
        return exceptionAt(strand.leaf, strand);
    }

    private Throwable exceptionAt(@Nullable Frame<?> leaf, Strand<?> strand) {
        Throwable failure = failureFor(strand);
        return failure != null ? failure : cancellation().at(leaf);
    }

    /**
     * Makes the exception that an await would throw for the scopes around this one: for who has waited under a shield, and goes on in them.
     *
     * @param waiting the coroutine that has waited
     * @param strand the strand, which is or was in this scope
     * @return the exception, which counts as delivered to that strand; null if none of them is cancelled
     */
    protected final @Nullable Throwable exceptionFromAround(Frame<?> waiting, Strand<?> strand) {
        Scope around = reaching(this);
        Scope canceller = around == null ? null : around.cancelledBy();
        return canceller == null ? null : canceller.exceptionAt(waiting, strand);
    }

    /**
     * Gives what a strand goes on with whose wait this scope, which is cancelled, has ended.
     *
     * @param strand who waited, in this scope
     * @return a {@link Failure}; or the {@link Cancellation} that its exception is made from when the strand goes on, for the JVM takes the longer to make one, the deeper
     *     the Java stack is, and that of a strand is as low as can be then
     */
    final Object signalFor(Strand<?> strand) {
        Throwable failure = failureFor(strand);
        return failure != null ? Failure.of(failure) : cancellation();
    }

    /** Counts how often in a row a strand has awaited something in this scope, which is cancelled. */
    final int awaitsInARow(Strand<?> strand) {
        return cancellation().countOf(strand);
    }

    private Cancellation cancellation() {
        Cancellation struck = cancellation;
        if (struck == null) {
            throw new IllegalStateException(this + " is not cancelled");
        }
        return struck;
    }

    /**
     * Gives what an await throws instead of a cancellation when this scope cancels it.
     *
     * @param strand who awaits, in this scope
     * @return a failure, which counts as delivered to that strand; null for a cancellation
     */
    protected @Nullable Throwable failureFor(Strand<?> strand) {
        return null;
    }

    /**
     * Called when the strand that is in this scope has been thrown a failure by an await.
     *
     * @param failure what was thrown
     */
    protected void surfaced(Throwable failure) {}

    /**
     * Called when a cancellation may have reached this scope: adds other strands that run in it, to be interrupted in their turn.
     *
     * @param strands where to add them
     */
    protected void addMembers(Collection<? super Strand<?>> strands) {}

    /**
     * Called when a strand has ended and its outcome can be seen: on its own scope, and on those that it has not left.
     *
     * @param strand the strand
     */
    protected void ended(Strand<?> strand) {}
}
