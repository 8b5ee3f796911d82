// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.channels;

import dev.heddle.benchmarks.OutOfLoop;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Kotlin coroutines. */
public class Kotlin extends OutOfLoop {

    private static final int VALUES = 1_000;
    private static final int STAGES = 100;
    private static final int CAPACITY = 64;

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public long rendezvous() {
        return KotlinChannels.pipeline(1, 0, VALUES);
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public long buffered() {
        return KotlinChannels.pipeline(1, CAPACITY, VALUES);
    }

    @Benchmark
    @OperationsPerInvocation(VALUES * STAGES)
    public long pipeline() {
        return KotlinChannels.pipeline(STAGES, CAPACITY, VALUES);
    }
}
