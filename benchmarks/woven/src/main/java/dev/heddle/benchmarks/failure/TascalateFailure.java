// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.failure;

import static net.tascalate.async.CallContext.async;
import static net.tascalate.async.CallContext.await;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import net.tascalate.async.async;

/** A failure that goes through many methods, with tascalate-async. */
public final class TascalateFailure {

    private TascalateFailure() {}

    /**
     * Fails at the bottom.
     *
     * @param n how many levels there are above it
     * @param failure the failure
     * @return nothing but the failure
     */
    @async
    public static CompletableFuture<Integer> down(int n, Supplier<RuntimeException> failure) {
        if (n > 0) {
            return async(await(down(n - 1, failure)) + 1);
        }
        throw failure.get();
    }
}
