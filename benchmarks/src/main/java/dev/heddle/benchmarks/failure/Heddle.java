// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.failure;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.benchmarks.InLoop;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** As users write it. */
public class Heddle extends InLoop {

    private static final int DEPTH = Failing.DEPTH;

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public int traced() {
        return loop.runUntilDone(count(Failing.TRACED));
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public int stackless() {
        return loop.runUntilDone(count(Failing.STACKLESS));
    }

    @Async
    private static Coroutine<Integer> count(Supplier<RuntimeException> failure) {
        int failures = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try {
                failures += await(down(DEPTH, failure));
            } catch (StacklessException | IllegalStateException expected) {
                failures++;
            }
        }
        return result(failures);
    }

    @Async
    private static Coroutine<Integer> down(int n, Supplier<RuntimeException> failure) {
        if (n > 0) {
            return result(await(down(n - 1, failure)) + 1);
        }
        throw failure.get();
    }
}
