// SPDX-License-Identifier: Apache-2.0
package dev.heddle.internal;

import dev.heddle.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that has nothing left to do but to give its value: what {@code result(x)} makes where it is not the end of an {@code @Async} method. It holds no
 * state, so using it twice is harmless and allowed.
 *
 * @param <T> the type of the value
 */
public final class CompletedCoroutine<T extends @Nullable Object> implements Coroutine<T> {

    private final T value;

    /**
     * Makes one.
     *
     * @param value what it gives
     */
    public CompletedCoroutine(T value) {
        this.value = value;
    }

    /**
     * Gives the value.
     *
     * @return the value
     */
    public T value() {
        return value;
    }

    @Override
    public String toString() {
        return "Coroutine[completed: " + value + "]";
    }
}
