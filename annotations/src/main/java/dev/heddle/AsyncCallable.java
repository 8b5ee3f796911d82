// SPDX-License-Identifier: Apache-2.0
package dev.heddle;

import org.jspecify.annotations.Nullable;

/**
 * Makes a coroutine: the lambda form that {@code spawn}, {@code gather}, {@code withTimeout} and their like take beside a coroutine. What {@link #call()} throws
 * surfaces where the result is awaited, checked exceptions included.
 *
 * @param <T> what the coroutine gives
 */
@FunctionalInterface
public interface AsyncCallable<T extends @Nullable Object> {

    /**
     * Makes the coroutine. A lambda whose body awaits is itself a coroutine and needs no annotation.
     *
     * @return the coroutine, which nobody has started yet
     * @throws Exception if it can't be made; whoever awaits the result gets this exception
     */
    Coroutine<T> call() throws Exception;
}
