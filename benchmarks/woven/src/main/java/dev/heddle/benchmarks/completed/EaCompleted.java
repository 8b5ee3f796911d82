// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.completed;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;

/** Awaits a future that is done, with ea-async. */
public final class EaCompleted {

    private EaCompleted() {}

    /**
     * Adds up what a future gives.
     *
     * @param future a future that is done
     * @param count how often it is awaited
     * @return the sum
     */
    public static CompletableFuture<Long> sum(CompletableFuture<Integer> future, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += await(future);
        }
        return completedFuture(sum);
    }
}
