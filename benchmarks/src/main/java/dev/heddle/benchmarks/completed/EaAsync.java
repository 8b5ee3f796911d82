// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.completed;

import dev.heddle.benchmarks.OutOfLoop;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** As users of ea-async write it; that library has woven it. */
public class EaAsync extends OutOfLoop {

    private final CompletableFuture<Integer> future = CompletableFuture.completedFuture(7);

    @Benchmark
    @OperationsPerInvocation(1_000 * ROUNDS)
    public Long await() {
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += EaCompleted.sum(future, 1_000).join();
        }
        return sum;
    }
}
