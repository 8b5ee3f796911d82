// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.failure;

import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Methods that call each other. */
public class Plain extends Failing {

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
                failures += down(DEPTH, failure);
            } catch (StacklessException | IllegalStateException expected) {
                failures++;
            }
        }
        return failures;
    }

    private static Integer down(int n, Supplier<RuntimeException> failure) {
        if (n > 0) {
            return down(n - 1, failure) + 1;
        }
        throw failure.get();
    }
}
