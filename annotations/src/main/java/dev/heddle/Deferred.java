// SPDX-License-Identifier: Apache-2.0
package dev.heddle;

import org.jspecify.annotations.Nullable;

/**
 * A value that is there or will be. Implement it to make a type of your own awaitable; all three methods are called from any thread.
 *
 * @param <T> the type of the value
 */
public non-sealed interface Deferred<T extends @Nullable Object> extends Awaitable<T> {

    /**
     * Tells whether the value, or the failure, is there. Once true it stays true.
     *
     * @return true if {@link #resultNow()} will not throw because it is too early
     */
    boolean isDone();

    /**
     * Gives the value without waiting. If the computation failed, the failure itself is thrown, the same instance and never wrapped, also when it is a checked
     * exception.
     *
     * @return the value
     * @throws IllegalStateException if it is not done yet
     */
    T resultNow();

    /**
     * Has a callback called when this is done: exactly once, on whatever thread completes it, or at once on the calling thread if it is done already. The callback
     * should be short and must not throw.
     *
     * @param callback what to call
     * @return the handle that detaches the callback
     */
    Registration onDone(Runnable callback);
}
