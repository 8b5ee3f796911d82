// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.yielding;

import static net.tascalate.async.CallContext.async;
import static net.tascalate.async.CallContext.await;

import dev.heddle.benchmarks.FutureQueue;
import java.util.concurrent.CompletableFuture;
import net.tascalate.async.async;

/** Two that take turns, with tascalate-async. */
public final class TascalateYielding {

    private TascalateYielding() {}

    /**
     * Yields again and again.
     *
     * @param times how often
     * @param queue to whom
     * @return when that is over
     */
    @async
    public static CompletableFuture<Void> yielding(int times, FutureQueue queue) {
        for (int i = 0; i < times; i++) {
            await(queue.yieldNow());
        }
        return async(null);
    }
}
