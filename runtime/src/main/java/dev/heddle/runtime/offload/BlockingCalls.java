// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.offload;

import dev.heddle.Coroutine;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Makes calls that block, on threads where that does no harm. For any thread. */
public interface BlockingCalls {

    /**
     * Makes a call, and waits for it. Once it has begun it is waited for to its end, also by a task that is cancelled: what it works on may be touched again when this ends,
     * and what it gives is never lost. As long as it has not begun, a cancellation takes it back.
     *
     * @param <T> what it gives
     * @param callable what to call
     * @return a coroutine that gives what the call gives
     */
    <T extends @Nullable Object> Coroutine<T> call(Callable<T> callable);

    /**
     * Makes a call whose value nobody need dispose of: a task that is cancelled does not wait for it.
     *
     * @param <T> what it gives
     * @param callable what to call
     * @return a coroutine that gives what the call gives
     */
    <T extends @Nullable Object> Coroutine<T> abandonable(Callable<T> callable);
}
