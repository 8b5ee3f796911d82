// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.twin;

/** Closes at once. */
public interface AsyncCloseable extends AutoCloseable {
    Coroutine<Void> closeAsync();

    @Override
    default void close() {
        closeAsync().get();
    }
}
