// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.yielding;

import dev.heddle.benchmarks.OutOfLoop;
import dev.heddle.benchmarks.Virtual;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Two virtual threads that yield. */
public class VirtualThreads extends OutOfLoop {

    private static final int TIMES = 1_000;

    @Benchmark
    @OperationsPerInvocation(2 * TIMES)
    public int yields() throws ExecutionException, InterruptedException {
        Future<Integer> one = Virtual.start(VirtualThreads::yielding);
        Future<Integer> other = Virtual.start(VirtualThreads::yielding);
        return one.get() + other.get();
    }

    @SuppressWarnings("ThreadPriorityCheck") // to yield is what is measured
    private static Integer yielding() {
        for (int i = 0; i < TIMES; i++) {
            Thread.yield();
        }
        return TIMES;
    }
}
