// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.completed;

import dev.heddle.benchmarks.OutOfLoop;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Joins a future that is complete. */
public class Plain extends OutOfLoop {

    private final CompletableFuture<Integer> future = CompletableFuture.completedFuture(7);

    @Benchmark
    @OperationsPerInvocation(1_000 * ROUNDS)
    public Long join() {
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += sum(future, 1_000);
        }
        return sum;
    }

    private static Long sum(CompletableFuture<Integer> future, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += future.join();
        }
        return sum;
    }
}
