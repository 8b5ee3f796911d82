// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.cancellation;

import dev.heddle.benchmarks.OutOfLoop;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Kotlin coroutines. */
public class Kotlin extends OutOfLoop {

    private static final int TASKS = 100_000;

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void cancelAll() {
        KotlinCancellation.cancelAll(TASKS);
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public int cleanedUp() {
        return KotlinCancellation.cleanedUp(TASKS);
    }
}
