// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.completed;

import dev.heddle.benchmarks.InLoop;
import dev.heddle.benchmarks.LoweredCoroutine;
import dev.heddle.runtime.Promise;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Strand;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Lowered by hand. */
@SuppressWarnings("this-escape") // JMH subclasses it, and nothing else does
public class Lowered extends InLoop {

    private final Promise<Integer> promise = Promise.completed(7);
    private final CompletableFuture<Integer> stage = CompletableFuture.completedFuture(7);
    private final Task<Integer> task = completedTask();

    @Benchmark
    @OperationsPerInvocation(1_000 * ROUNDS)
    public long promise() {
        return loop.runUntilDone(new Promises(this));
    }

    @Benchmark
    @OperationsPerInvocation(1_000 * ROUNDS)
    public long task() {
        return loop.runUntilDone(new TaskRounds(this));
    }

    @Benchmark
    @OperationsPerInvocation(1_000 * ROUNDS)
    public long stage() {
        return loop.runUntilDone(new Stages(this));
    }

    private @Nullable Object promises(Strand<?> strand, @Nullable Promises frame, int depth) throws Throwable {
        int round = 0;
        long sum = 0;
        if (frame != null && depth < 0) {
            round = frame.next();
            sum = frame.sumWith(Awaits.resumed(strand));
        }
        if (depth >= Awaits.DEPTH_LIMIT) {
            return LoweredCoroutine.later(frame == null ? new Promises(this) : frame, strand);
        }
        int here = Math.max(depth, 0) + LoweredCoroutine.WEIGHT;
        for (int budget = Awaits.BUDGET; round < ROUNDS; round++) {
            Object value = sum(promise, 1_000, strand, null, Awaits.depth(here, --budget, strand));
            if (value == Awaits.SUSPENDED) {
                return (frame == null ? new Promises(this) : frame).suspend(strand, round, sum);
            }
            sum += LoweredCoroutine.unboxedLong(value);
        }
        return sum;
    }

    private @Nullable Object tasks(Strand<?> strand, @Nullable TaskRounds frame, int depth) throws Throwable {
        int round = 0;
        long sum = 0;
        if (frame != null && depth < 0) {
            round = frame.next();
            sum = frame.sumWith(Awaits.resumed(strand));
        }
        if (depth >= Awaits.DEPTH_LIMIT) {
            return LoweredCoroutine.later(frame == null ? new TaskRounds(this) : frame, strand);
        }
        int here = Math.max(depth, 0) + LoweredCoroutine.WEIGHT;
        for (int budget = Awaits.BUDGET; round < ROUNDS; round++) {
            Object value = sum(task, 1_000, strand, null, Awaits.depth(here, --budget, strand));
            if (value == Awaits.SUSPENDED) {
                return (frame == null ? new TaskRounds(this) : frame).suspend(strand, round, sum);
            }
            sum += LoweredCoroutine.unboxedLong(value);
        }
        return sum;
    }

    private @Nullable Object stages(Strand<?> strand, @Nullable Stages frame, int depth) {
        int round = 0;
        long sum = 0;
        if (frame != null && depth < 0) {
            round = frame.next();
            sum = frame.sumWith(Awaits.resumed(strand));
        }
        if (depth >= Awaits.DEPTH_LIMIT) {
            return LoweredCoroutine.later(frame == null ? new Stages(this) : frame, strand);
        }
        int here = Math.max(depth, 0) + LoweredCoroutine.WEIGHT;
        for (int budget = Awaits.BUDGET; round < ROUNDS; round++) {
            Object value = sum(stage, 1_000, strand, null, Awaits.depth(here, --budget, strand));
            if (value == Awaits.SUSPENDED) {
                return (frame == null ? new Stages(this) : frame).suspend(strand, round, sum);
            }
            sum += LoweredCoroutine.unboxedLong(value);
        }
        return sum;
    }

    private static @Nullable Object sum(
            Promise<Integer> promise, int count, Strand<?> strand, @Nullable PromiseSum frame, int depth)
            throws Throwable {
        int i = 0;
        long sum = 0;
        if (frame != null && depth < 0) {
            i = frame.i + 1;
            sum = frame.sum + LoweredCoroutine.unboxed(Awaits.resumed(strand));
        }
        if (depth >= Awaits.DEPTH_LIMIT) {
            return LoweredCoroutine.later(frame == null ? new PromiseSum(promise, count) : frame, strand);
        }
        int here = Math.max(depth, 0) + LoweredCoroutine.WEIGHT;
        for (int budget = Awaits.BUDGET; i < count; i++) {
            Object value = Awaits.await(promise, strand, here, --budget);
            if (value == Awaits.SUSPENDED) {
                PromiseSum kept = frame == null ? new PromiseSum(promise, count) : frame;
                kept.i = i;
                kept.sum = sum;
                return kept.suspend(strand, LoweredCoroutine.SUSPENDED_ONCE);
            }
            sum += LoweredCoroutine.unboxed(value);
        }
        return sum;
    }

    private static @Nullable Object sum(
            Task<Integer> task, int count, Strand<?> strand, @Nullable TaskSum frame, int depth) throws Throwable {
        int i = 0;
        long sum = 0;
        if (frame != null && depth < 0) {
            i = frame.i + 1;
            sum = frame.sum + LoweredCoroutine.unboxed(Awaits.resumed(strand));
        }
        if (depth >= Awaits.DEPTH_LIMIT) {
            return LoweredCoroutine.later(frame == null ? new TaskSum(task, count) : frame, strand);
        }
        int here = Math.max(depth, 0) + LoweredCoroutine.WEIGHT;
        for (int budget = Awaits.BUDGET; i < count; i++) {
            Object value = Awaits.await(task, strand, here, --budget);
            if (value == Awaits.SUSPENDED) {
                TaskSum kept = frame == null ? new TaskSum(task, count) : frame;
                kept.i = i;
                kept.sum = sum;
                return kept.suspend(strand, LoweredCoroutine.SUSPENDED_ONCE);
            }
            sum += LoweredCoroutine.unboxed(value);
        }
        return sum;
    }

    private static @Nullable Object sum(
            CompletableFuture<Integer> stage, int count, Strand<?> strand, @Nullable StageSum frame, int depth) {
        int i = 0;
        long sum = 0;
        if (frame != null && depth < 0) {
            i = frame.i + 1;
            sum = frame.sum + LoweredCoroutine.unboxed(Awaits.resumed(strand));
        }
        if (depth >= Awaits.DEPTH_LIMIT) {
            return LoweredCoroutine.later(frame == null ? new StageSum(stage, count) : frame, strand);
        }
        int here = Math.max(depth, 0) + LoweredCoroutine.WEIGHT;
        for (int budget = Awaits.BUDGET; i < count; i++) {
            Object value = Awaits.await(stage, strand, here, --budget);
            if (value == Awaits.SUSPENDED) {
                StageSum kept = frame == null ? new StageSum(stage, count) : frame;
                kept.i = i;
                kept.sum = sum;
                return kept.suspend(strand, LoweredCoroutine.SUSPENDED_ONCE);
            }
            sum += LoweredCoroutine.unboxed(value);
        }
        return sum;
    }

    private abstract static class Sum extends LoweredCoroutine<Long> {
        final int count;
        int i;
        long sum;

        Sum(int count) {
            this.count = count;
        }
    }

    private static final class PromiseSum extends Sum {
        private final Promise<Integer> promise;

        PromiseSum(Promise<Integer> promise, int count) {
            super(count);
            this.promise = promise;
        }

        @Override
        protected @Nullable Object body(Strand<?> strand, int depth) throws Throwable {
            return sum(promise, count, strand, this, depth);
        }
    }

    private static final class TaskSum extends Sum {
        private final Task<Integer> task;

        TaskSum(Task<Integer> task, int count) {
            super(count);
            this.task = task;
        }

        @Override
        protected @Nullable Object body(Strand<?> strand, int depth) throws Throwable {
            return sum(task, count, strand, this, depth);
        }
    }

    private static final class StageSum extends Sum {
        private final CompletableFuture<Integer> stage;

        StageSum(CompletableFuture<Integer> stage, int count) {
            super(count);
            this.stage = stage;
        }

        @Override
        protected @Nullable Object body(Strand<?> strand, int depth) {
            return sum(stage, count, strand, this, depth);
        }
    }

    private static final class Promises extends LoweredCoroutine.Rounds {
        private final Lowered self;

        Promises(Lowered self) {
            this.self = self;
        }

        @Override
        protected @Nullable Object body(Strand<?> strand, int depth) throws Throwable {
            return self.promises(strand, this, depth);
        }
    }

    private static final class TaskRounds extends LoweredCoroutine.Rounds {
        private final Lowered self;

        TaskRounds(Lowered self) {
            this.self = self;
        }

        @Override
        protected @Nullable Object body(Strand<?> strand, int depth) throws Throwable {
            return self.tasks(strand, this, depth);
        }
    }

    private static final class Stages extends LoweredCoroutine.Rounds {
        private final Lowered self;

        Stages(Lowered self) {
            this.self = self;
        }

        @Override
        protected @Nullable Object body(Strand<?> strand, int depth) {
            return self.stages(strand, this, depth);
        }
    }
}
