// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.completed;

import static net.tascalate.async.CallContext.async;
import static net.tascalate.async.CallContext.await;

import java.util.concurrent.CompletableFuture;
import net.tascalate.async.async;

/** Awaits a future that is done, with tascalate-async. */
public final class TascalateCompleted {

    private TascalateCompleted() {}

    /**
     * Adds up what a future gives.
     *
     * @param future a future that is done
     * @param count how often it is awaited
     * @return the sum
     */
    @async
    public static CompletableFuture<Long> sum(CompletableFuture<Integer> future, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += await(future);
        }
        return async(sum);
    }
}
