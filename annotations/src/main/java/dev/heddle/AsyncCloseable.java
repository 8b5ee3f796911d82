// SPDX-License-Identifier: Apache-2.0
package dev.heddle;

import org.jspecify.annotations.Nullable;

/**
 * A resource whose closing may have to wait. In a coroutine, {@link #close()} is awaited, and so is the call that try-with-resources makes: the transformer sees to
 * that, shielded from cancellation. Outside a coroutine there is nobody who could wait, and {@code close()} throws.
 */
public interface AsyncCloseable extends AutoCloseable {

    /**
     * Closes the resource. Closing twice must have no effect.
     *
     * @return a coroutine that ends when the resource is closed
     */
    Coroutine<@Nullable Void> closeAsync();

    /**
     * Stands for {@code await(closeAsync())} in a coroutine.
     *
     * @throws IllegalStateException outside a coroutine
     */
    @Override
    default void close() {
        throw new IllegalStateException(getClass().getName()
                + ".close() was called outside a coroutine, where its closing cannot be awaited: call it in an @Async"
                + " method (try-with-resources does), or run closeAsync() on an event loop");
    }
}
