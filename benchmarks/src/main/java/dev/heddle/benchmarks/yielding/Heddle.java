// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.yielding;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.benchmarks.InLoop;
import dev.heddle.runtime.Task;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** As users write it. */
public class Heddle extends InLoop {

    private static final int TIMES = 1_000;

    @Benchmark
    @OperationsPerInvocation(2 * TIMES)
    public void yields() {
        var unused = loop.runUntilDone(two());
    }

    @Async
    private static Coroutine<@Nullable Void> two() {
        Task<@Nullable Void> one = spawn(yielding(TIMES));
        Task<@Nullable Void> other = spawn(yielding(TIMES));
        await(one);
        await(other);
        return done();
    }

    @Async
    private static Coroutine<@Nullable Void> yielding(int times) {
        for (int i = 0; i < times; i++) {
            await(yieldNow());
        }
        return done();
    }
}
