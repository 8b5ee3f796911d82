// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.failure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Futures that fail, one behind the other. */
public class Futures extends Failing {

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public int traced() {
        return count(TRACED);
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public int stackless() {
        return count(STACKLESS);
    }

    private static int count(Supplier<RuntimeException> failure) {
        int failures = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try {
                failures += down(DEPTH, failure).join();
            } catch (CompletionException | StacklessException | IllegalStateException expected) {
                failures++;
            }
        }
        return failures;
    }

    private static CompletableFuture<Integer> down(int n, Supplier<RuntimeException> failure) {
        return n == 0
                ? CompletableFuture.failedFuture(failure.get())
                : down(n - 1, failure).thenApply(below -> below + 1);
    }
}
