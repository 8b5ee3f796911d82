// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.deep;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.yieldNow;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.benchmarks.InLoop;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** As users write it. */
@BenchmarkMode(Mode.SingleShotTime)
public class Heddle extends InLoop {

    private static final int LEVELS = 1_000_000;

    @Benchmark
    @OperationsPerInvocation(LEVELS)
    public int returning() {
        return loop.runUntilDone(down(LEVELS));
    }

    @Benchmark
    @OperationsPerInvocation(LEVELS)
    public int suspending() {
        return loop.runUntilDone(downAndYield(LEVELS));
    }

    @Async
    private static Coroutine<Integer> down(int n) {
        return n == 0 ? result(0) : result(await(down(n - 1)) + 1);
    }

    @Async
    private static Coroutine<Integer> downAndYield(int n) {
        if (n == 0) {
            await(yieldNow());
            return result(0);
        }
        return result(await(downAndYield(n - 1)) + 1);
    }
}
