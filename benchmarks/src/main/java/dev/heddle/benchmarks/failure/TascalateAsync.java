// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.failure;

import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** As users of tascalate-async write it; that library has woven it. */
public class TascalateAsync extends Failing {

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
                failures += TascalateFailure.down(DEPTH, failure).join();
            } catch (CompletionException | StacklessException | IllegalStateException expected) {
                failures++;
            }
        }
        return failures;
    }
}
