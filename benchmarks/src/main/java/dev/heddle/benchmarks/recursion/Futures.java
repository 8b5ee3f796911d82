// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.recursion;

import dev.heddle.benchmarks.OutOfLoop;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** A method that composes with what it gives itself. */
public class Futures extends OutOfLoop {

    @Param({"10", "100"})
    private int depth;

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public Long bound() {
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += down(depth).join();
        }
        return sum;
    }

    private static CompletableFuture<Integer> down(int n) {
        return n == 0 ? CompletableFuture.completedFuture(0) : down(n - 1).thenApply(below -> below + 1);
    }
}
