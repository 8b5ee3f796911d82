// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a strand's run that can be cancelled, or that is shielded from the cancellation of those around it. Cancelling stays on: while a strand is in a cancelled
 * scope, whatever would suspend it throws.
 */
public class Scope {

    /** The scope around this one, set when a strand enters this. Null for the strand's own scope, and for the outermost of the others until the strand's own has to exist. */
    volatile @Nullable Scope outer;

    private final boolean shield;
    private volatile boolean cancelled;
    private volatile @Nullable String reason;

    /**
     * Makes a scope.
     *
     * @param shield whether cancelling the scopes around it leaves it alone
     */
    protected Scope(boolean shield) {
        this.shield = shield;
    }

    /**
     * Cancels this scope, for good. The first reason stays.
     *
     * @param why the message of the exceptions to come, or null
     */
    protected final void markCancelled(@Nullable String why) {
        if (!cancelled) {
            reason = why;
            cancelled = true;
        }
    }

    /**
     * Finds the scope that cancels what runs in this one.
     *
     * @return this scope or the nearest one around it, not beyond a shield, that is cancelled; null if none is
     */
    final @Nullable Scope cancelledBy() {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            if (scope.cancelled) {
                return scope;
            }
            if (scope.shield) {
                return null;
            }
        }
        return null;
    }

    /**
     * Tells whether an await in this scope that would suspend throws instead.
     *
     * @return true if this scope, or one around it and not beyond a shield, is cancelled
     */
    protected final boolean isCancelled() {
        return cancelledBy() != null;
    }

    /**
     * Makes the exception to throw, a fresh one each time: its stack trace is the place where the cancellation struck.
     *
     * @return the exception
     */
    final CancellationException exception() {
        return reason == null ? new CancellationException() : new CancellationException(reason);
    }
}
