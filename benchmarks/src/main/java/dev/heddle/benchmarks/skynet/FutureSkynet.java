// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.skynet;

import dev.heddle.benchmarks.FutureQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Futures, each combined with the sum so far. */
final class FutureSkynet {

    private FutureSkynet() {}

    static long onQueue(int size) {
        FutureQueue queue = new FutureQueue();
        CompletableFuture<Long> sum = node(queue, 0, size);
        queue.run();
        return sum.join();
    }

    static long onPool(int size) {
        return node(Skynet.POOL, 0, size).join();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the inner future is what is composed
    private static CompletableFuture<Long> node(Executor executor, long number, int size) {
        if (size == 1) {
            return CompletableFuture.supplyAsync(() -> number, executor);
        }
        return CompletableFuture.supplyAsync(() -> children(executor, number, size), executor)
                .thenCompose(sum -> sum);
    }

    private static CompletableFuture<Long> children(Executor executor, long number, int size) {
        int part = size / Skynet.CHILDREN;
        CompletableFuture<Long> sum = node(executor, number, part);
        for (int i = 1; i < Skynet.CHILDREN; i++) {
            sum = sum.thenCombine(node(executor, number + (long) i * part, part), Long::sum);
        }
        return sum;
    }
}
