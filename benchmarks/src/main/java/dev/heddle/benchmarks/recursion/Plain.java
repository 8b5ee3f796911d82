// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.recursion;

import dev.heddle.benchmarks.OutOfLoop;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** A method that calls itself. The value is boxed, as a coroutine's is. */
public class Plain extends OutOfLoop {

    @Param({"10", "100"})
    private int depth;

    private Countdown countdown = new Countdown();

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public Long bound() {
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += down(depth);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public Long virtual() {
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += countdown.from(depth);
        }
        return sum;
    }

    private static Integer down(int n) {
        return n == 0 ? 0 : down(n - 1) + 1;
    }

    static class Countdown {
        Integer from(int n) {
            return n == 0 ? 0 : from(n - 1) + 1;
        }
    }
}
