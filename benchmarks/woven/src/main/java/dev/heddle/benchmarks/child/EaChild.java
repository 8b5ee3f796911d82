// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.child;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;

/** Awaits a method that returns at once, with ea-async. */
public final class EaChild {

    private EaChild() {}

    /**
     * Adds up what children give.
     *
     * @param count how many
     * @return the sum
     */
    public static CompletableFuture<Long> sum(int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += await(child(i));
        }
        return completedFuture(sum);
    }

    private static CompletableFuture<Integer> child(int x) {
        return completedFuture(x & 63);
    }
}
