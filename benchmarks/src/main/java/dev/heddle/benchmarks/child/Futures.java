// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.child;

import dev.heddle.benchmarks.OutOfLoop;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Composes with a future that a method gives at once. */
public class Futures extends OutOfLoop {

    @Benchmark
    @OperationsPerInvocation(1_000 * ROUNDS)
    public Long bound() {
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += sum(1_000).join();
        }
        return sum;
    }

    private static CompletableFuture<Long> sum(int count) {
        CompletableFuture<Long> sum = CompletableFuture.completedFuture(0L);
        for (int i = 0; i < count; i++) {
            sum = sum.thenCombine(child(i), (total, value) -> total + value);
        }
        return sum;
    }

    private static CompletableFuture<Integer> child(int x) {
        return CompletableFuture.completedFuture(x & 63);
    }
}
