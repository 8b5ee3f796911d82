// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.completed;

import dev.heddle.benchmarks.OutOfLoop;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Kotlin coroutines. */
public class Kotlin extends OutOfLoop {

    @Benchmark
    @OperationsPerInvocation(1_000 * ROUNDS)
    public long await() {
        return KotlinCompleted.sum(ROUNDS, 1_000);
    }
}
