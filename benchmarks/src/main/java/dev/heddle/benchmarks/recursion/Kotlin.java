// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.recursion;

import dev.heddle.benchmarks.OutOfLoop;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Kotlin coroutines. */
public class Kotlin extends OutOfLoop {

    @Param({"10", "100"})
    private int depth;

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public long bound() {
        return KotlinRecursion.sum(ROUNDS, depth);
    }
}
