// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.twin;

import dev.heddle.conformance.harness.Run;

/** Closes at once. */
public interface AsyncCloseable extends AutoCloseable {
    Coroutine<Void> closeAsync();

    @Override
    default void close() {
        Run.current().shielded(() -> closeAsync().get());
    }
}
