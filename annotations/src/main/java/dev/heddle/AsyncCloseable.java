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
     * Closes the resource after what used it has failed: a transaction would roll back, a scope cancels its tasks. In a coroutine, {@code close()} stands for this where
     * try-with-resources or {@code finally} closes and then goes on throwing, also a cancellation. The resource need do nothing with the failure; to throw it is wrong.
     *
     * <p>If not overridden, it does as {@link #closeAsync()}.
     *
     * @param failure what is thrown on when the resource is closed
     * @return a coroutine that ends when the resource is closed
     */
    default Coroutine<@Nullable Void> closeAsync(Throwable failure) {
        return closeAsync();
    }

    /**
     * Stands for {@code await(closeAsync())} in a coroutine, or for {@code await(closeAsync(failure))} if that is why it closes.
     *
     * @throws IllegalStateException outside a coroutine
     */
    @Override
    default void close() {
        throw new IllegalStateException(getClass().getName()
                + ".close() was called outside a coroutine, where its closing cannot be awaited: call it in an @Async"
                + " method (try-with-resources does) or in a lambda that awaits, or run closeAsync() on an event loop");
    }
}
