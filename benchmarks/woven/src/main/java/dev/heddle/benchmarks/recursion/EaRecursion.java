// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.recursion;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.heddle.benchmarks.FutureQueue;
import java.util.concurrent.CompletableFuture;

/** Recursion, with ea-async. */
public final class EaRecursion {

    private EaRecursion() {}

    /**
     * Counts levels.
     *
     * @param n how many
     * @return as many
     */
    public static CompletableFuture<Integer> down(int n) {
        if (n == 0) {
            return completedFuture(0);
        }
        return completedFuture(await(down(n - 1)) + 1);
    }

    /**
     * Counts levels, and suspends at the bottom.
     *
     * @param n how many
     * @param queue what the bottom waits for
     * @return as many
     */
    public static CompletableFuture<Integer> downAndYield(int n, FutureQueue queue) {
        if (n == 0) {
            await(queue.yieldNow());
            return completedFuture(0);
        }
        return completedFuture(await(downAndYield(n - 1, queue)) + 1);
    }
}
