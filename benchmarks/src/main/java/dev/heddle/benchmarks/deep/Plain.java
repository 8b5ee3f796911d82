// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.deep;

import dev.heddle.benchmarks.OutOfLoop;
import java.util.concurrent.FutureTask;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A method that calls itself, in a thread with a stack that is large enough: on a default one it overflows. */
@BenchmarkMode(Mode.SingleShotTime)
public class Plain extends OutOfLoop {

    private static final int LEVELS = 1_000_000;
    private static final long STACK = 1L << 30;

    @Benchmark
    @OperationsPerInvocation(LEVELS)
    public Integer returning() throws Exception {
        FutureTask<Integer> recursion = new FutureTask<>(() -> down(LEVELS));
        new Thread(null, recursion, "deep", STACK).start();
        return recursion.get();
    }

    private static Integer down(int n) {
        return n == 0 ? 0 : down(n - 1) + 1;
    }
}
