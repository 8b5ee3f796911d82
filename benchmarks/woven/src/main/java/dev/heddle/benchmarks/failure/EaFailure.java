// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.failure;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A failure that goes through many methods, with ea-async. */
public final class EaFailure {

    private EaFailure() {}

    /**
     * Fails at the bottom.
     *
     * @param n how many levels there are above it
     * @param failure the failure
     * @return nothing but the failure
     */
    public static CompletableFuture<Integer> down(int n, Supplier<RuntimeException> failure) {
        if (n > 0) {
            return completedFuture(await(down(n - 1, failure)) + 1);
        }
        throw failure.get();
    }
}
