// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.yielding;

import dev.heddle.benchmarks.OutOfLoop;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Kotlin coroutines. */
public class Kotlin extends OutOfLoop {

    private static final int TIMES = 1_000;

    @Benchmark
    @OperationsPerInvocation(2 * TIMES)
    public void yields() {
        KotlinYielding.two(TIMES);
    }
}
