// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.completed;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.benchmarks.InLoop;
import dev.heddle.runtime.Promise;
import dev.heddle.runtime.Task;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** As users write it. */
@SuppressWarnings("this-escape") // JMH subclasses it, and nothing else does
public class Heddle extends InLoop {

    private final Promise<Integer> promise = Promise.completed(7);
    private final CompletableFuture<Integer> stage = CompletableFuture.completedFuture(7);
    private final Task<Integer> task = completedTask();

    @Benchmark
    @OperationsPerInvocation(1_000 * ROUNDS)
    public long promise() {
        return loop.runUntilDone(promises());
    }

    @Benchmark
    @OperationsPerInvocation(1_000 * ROUNDS)
    public long task() {
        return loop.runUntilDone(tasks());
    }

    @Benchmark
    @OperationsPerInvocation(1_000 * ROUNDS)
    public long stage() {
        return loop.runUntilDone(stages());
    }

    @Async
    private Coroutine<Long> promises() {
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += await(sum(promise, 1_000));
        }
        return result(sum);
    }

    @Async
    private static Coroutine<Long> sum(Promise<Integer> promise, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += await(promise);
        }
        return result(sum);
    }

    @Async
    private Coroutine<Long> tasks() {
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += await(sum(task, 1_000));
        }
        return result(sum);
    }

    @Async
    private static Coroutine<Long> sum(Task<Integer> task, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += await(task);
        }
        return result(sum);
    }

    @Async
    private Coroutine<Long> stages() {
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sum += await(sum(stage, 1_000));
        }
        return result(sum);
    }

    @Async
    private static Coroutine<Long> sum(CompletableFuture<Integer> stage, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += await(stage);
        }
        return result(sum);
    }
}
