// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.recursion;

import static net.tascalate.async.CallContext.async;
import static net.tascalate.async.CallContext.await;

import dev.heddle.benchmarks.FutureQueue;
import java.util.concurrent.CompletableFuture;
import net.tascalate.async.async;

/** Recursion, with tascalate-async. */
public final class TascalateRecursion {

    private TascalateRecursion() {}

    /**
     * Counts levels.
     *
     * @param n how many
     * @return as many
     */
    @async
    public static CompletableFuture<Integer> down(int n) {
        if (n == 0) {
            return async(0);
        }
        return async(await(down(n - 1)) + 1);
    }

    /**
     * Counts levels, and suspends at the bottom.
     *
     * @param n how many
     * @param queue what the bottom waits for
     * @return as many
     */
    @async
    public static CompletableFuture<Integer> downAndYield(int n, FutureQueue queue) {
        if (n == 0) {
            await(queue.yieldNow());
            return async(0);
        }
        return async(await(downAndYield(n - 1, queue)) + 1);
    }
}
