// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.completed;

import dev.heddle.benchmarks.OutOfLoop;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Composes with a future that is complete. */
public class Futures extends OutOfLoop {

    private final CompletableFuture<Integer> future = CompletableFuture.completedFuture(7);

    @Benchmark
    @OperationsPerInvocation(1_000 * ROUNDS)
    public Long thenCombine() {
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += sum(future, 1_000).join();
        }
        return sum;
    }

    private static CompletableFuture<Long> sum(CompletableFuture<Integer> future, int count) {
        CompletableFuture<Long> sum = CompletableFuture.completedFuture(0L);
        for (int i = 0; i < count; i++) {
            sum = sum.thenCombine(future, (total, value) -> total + value);
        }
        return sum;
    }
}
