// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * Makes a coroutine of what it is given: an {@link dev.heddle.AsyncCallable} with an argument. A lambda whose body awaits is itself a coroutine and needs no annotation.
 *
 * @param <A> what it is given
 * @param <T> what the coroutine gives
 */
@FunctionalInterface
public interface AsyncFunction<A extends @Nullable Object, T extends @Nullable Object> {

    /**
     * Makes the coroutine.
     *
     * @param argument what it is to work with
     * @return the coroutine, which nobody has started yet
     * @throws Exception if it can't be made; whoever awaits the result gets this exception
     */
    Coroutine<T> apply(A argument) throws Exception;
}
