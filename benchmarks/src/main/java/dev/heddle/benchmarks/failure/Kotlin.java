// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.failure;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Kotlin coroutines. */
public class Kotlin extends Failing {

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public int traced() {
        return KotlinFailure.count(ROUNDS, DEPTH, TRACED);
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public int stackless() {
        return KotlinFailure.count(ROUNDS, DEPTH, STACKLESS);
    }
}
