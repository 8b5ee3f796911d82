// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.recursion;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.benchmarks.InLoop;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** As users write it. */
public class Heddle extends InLoop {

    @Param({"10", "100"})
    private int depth;

    private Countdown countdown = new Countdown();

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public long bound() {
        return loop.runUntilDone(bounds());
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public long virtual() {
        return loop.runUntilDone(virtuals());
    }

    @Async
    private Coroutine<Long> bounds() {
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += await(down(depth));
        }
        return result(sum);
    }

    @Async
    private static Coroutine<Integer> down(int n) {
        return n == 0 ? result(0) : result(await(down(n - 1)) + 1);
    }

    @Async
    private Coroutine<Long> virtuals() {
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += await(countdown.from(depth));
        }
        return result(sum);
    }

    static class Countdown {
        @Async
        Coroutine<Integer> from(int n) {
            return n == 0 ? result(0) : result(await(from(n - 1)) + 1);
        }
    }
}
