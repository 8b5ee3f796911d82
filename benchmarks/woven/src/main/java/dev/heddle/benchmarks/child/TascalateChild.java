// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.child;

import static net.tascalate.async.CallContext.async;
import static net.tascalate.async.CallContext.await;

import java.util.concurrent.CompletableFuture;
import net.tascalate.async.async;

/** Awaits a method that returns at once, with tascalate-async. */
public final class TascalateChild {

    private TascalateChild() {}

    /**
     * Adds up what children give.
     *
     * @param count how many
     * @return the sum
     */
    @async
    public static CompletableFuture<Long> sum(int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += await(child(i));
        }
        return async(sum);
    }

    @async
    private static CompletableFuture<Integer> child(int x) {
        return async(x & 63);
    }
}
