// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.yielding;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.heddle.benchmarks.FutureQueue;
import java.util.concurrent.CompletableFuture;

/** Two that take turns, with ea-async. */
public final class EaYielding {

    private EaYielding() {}

    /**
     * Yields again and again.
     *
     * @param times how often
     * @param queue to whom
     * @return when that is over
     */
    public static CompletableFuture<Void> yielding(int times, FutureQueue queue) {
        for (int i = 0; i < times; i++) {
            await(queue.yieldNow());
        }
        return completedFuture(null);
    }
}
