// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.timeout;

import dev.heddle.benchmarks.OutOfLoop;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Kotlin coroutines. */
public class Kotlin extends OutOfLoop {

    private static final int TIMES = 1_000;

    @Benchmark
    @OperationsPerInvocation(TIMES)
    public void armed() {
        KotlinTimeout.armed(TIMES);
    }
}
