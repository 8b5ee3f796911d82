// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.child;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.benchmarks.InLoop;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** As users write it. */
public class Heddle extends InLoop {

    private Child child = new Child();

    @Benchmark
    @OperationsPerInvocation(1_000 * ROUNDS)
    public long bound() {
        return loop.runUntilDone(bounds());
    }

    @Benchmark
    @OperationsPerInvocation(1_000 * ROUNDS)
    public long virtual() {
        return loop.runUntilDone(virtuals());
    }

    @Async
    private Coroutine<Long> bounds() {
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += await(sum(1_000));
        }
        return result(sum);
    }

    @Async
    private static Coroutine<Long> sum(int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += await(child(i));
        }
        return result(sum);
    }

    @Async
    private static Coroutine<Integer> child(int x) {
        return result(x & 63);
    }

    @Async
    private Coroutine<Long> virtuals() {
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += await(sum(child, 1_000));
        }
        return result(sum);
    }

    @Async
    private static Coroutine<Long> sum(Child child, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += await(child.get(i));
        }
        return result(sum);
    }

    static class Child {
        @Async
        Coroutine<Integer> get(int x) {
            return result(x & 63);
        }
    }
}
