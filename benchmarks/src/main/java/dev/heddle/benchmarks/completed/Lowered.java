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

    private @Nullable Object promises(Strand<?> strand, @Nullable Promises frame, int room) throws Throwable {
        int round = 0;
        long sum = 0;
        int here = room - LoweredCoroutine.WEIGHT;
        if (here < 0) {
            if (frame == null || !LoweredCoroutine.isState(here)) {
                return LoweredCoroutine.later(new Promises(this), strand);
            }
            round = frame.next();
            sum = frame.sumWith(Awaits.resumed(strand));
            here = LoweredCoroutine.RESUMED;
        }
        for (int budget = Awaits.BUDGET; round < ROUNDS; round++) {
            Object value = sum(promise, 1_000, strand, null, Awaits.room(here, --budget, strand));
            if (value == Awaits.SUSPENDED) {
                return (frame == null ? new Promises(this) : frame).suspend(strand, round, sum);
            }
            sum += LoweredCoroutine.unboxedLong(value);
        }
        return sum;
    }

    private @Nullable Object tasks(Strand<?> strand, @Nullable TaskRounds frame, int room) throws Throwable {
        int round = 0;
        long sum = 0;
        int here = room - LoweredCoroutine.WEIGHT;
        if (here < 0) {
            if (frame == null || !LoweredCoroutine.isState(here)) {
                return LoweredCoroutine.later(new TaskRounds(this), strand);
            }
            round = frame.next();
            sum = frame.sumWith(Awaits.resumed(strand));
            here = LoweredCoroutine.RESUMED;
        }
        for (int budget = Awaits.BUDGET; round < ROUNDS; round++) {
            Object value = sum(task, 1_000, strand, null, Awaits.room(here, --budget, strand));
            if (value == Awaits.SUSPENDED) {
                return (frame == null ? new TaskRounds(this) : frame).suspend(strand, round, sum);
            }
            sum += LoweredCoroutine.unboxedLong(value);
        }
        return sum;
    }

    private @Nullable Object stages(Strand<?> strand, @Nullable Stages frame, int room) {
        int round = 0;
        long sum = 0;
        int here = room - LoweredCoroutine.WEIGHT;
        if (here < 0) {
            if (frame == null || !LoweredCoroutine.isState(here)) {
                return LoweredCoroutine.later(new Stages(this), strand);
            }
            round = frame.next();
            sum = frame.sumWith(Awaits.resumed(strand));
            here = LoweredCoroutine.RESUMED;
        }
        for (int budget = Awaits.BUDGET; round < ROUNDS; round++) {
            Object value = sum(stage, 1_000, strand, null, Awaits.room(here, --budget, strand));
            if (value == Awaits.SUSPENDED) {
                return (frame == null ? new Stages(this) : frame).suspend(strand, round, sum);
            }
            sum += LoweredCoroutine.unboxedLong(value);
        }
        return sum;
    }

    private static @Nullable Object sum(
            Promise<Integer> promise, int count, Strand<?> strand, @Nullable PromiseSum frame, int room)
            throws Throwable {
        int i = 0;
        long sum = 0;
        int here = room - LoweredCoroutine.WEIGHT;
        if (here < 0) {
            if (frame == null || !LoweredCoroutine.isState(here)) {
                return LoweredCoroutine.later(new PromiseSum(promise, count), strand);
            }
            i = frame.i + 1;
            sum = frame.sum + LoweredCoroutine.unboxed(Awaits.resumed(strand));
            here = LoweredCoroutine.RESUMED;
        }
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
            Task<Integer> task, int count, Strand<?> strand, @Nullable TaskSum frame, int room) throws Throwable {
        int i = 0;
        long sum = 0;
        int here = room - LoweredCoroutine.WEIGHT;
        if (here < 0) {
            if (frame == null || !LoweredCoroutine.isState(here)) {
                return LoweredCoroutine.later(new TaskSum(task, count), strand);
            }
            i = frame.i + 1;
            sum = frame.sum + LoweredCoroutine.unboxed(Awaits.resumed(strand));
            here = LoweredCoroutine.RESUMED;
        }
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
            CompletableFuture<Integer> stage, int count, Strand<?> strand, @Nullable StageSum frame, int room) {
        int i = 0;
        long sum = 0;
        int here = room - LoweredCoroutine.WEIGHT;
        if (here < 0) {
            if (frame == null || !LoweredCoroutine.isState(here)) {
                return LoweredCoroutine.later(new StageSum(stage, count), strand);
            }
            i = frame.i + 1;
            sum = frame.sum + LoweredCoroutine.unboxed(Awaits.resumed(strand));
            here = LoweredCoroutine.RESUMED;
        }
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
        protected @Nullable Object body(Strand<?> strand, int room) throws Throwable {
            return sum(promise, count, strand, this, room);
        }
    }

    private static final class TaskSum extends Sum {
        private final Task<Integer> task;

        TaskSum(Task<Integer> task, int count) {
            super(count);
            this.task = task;
        }

        @Override
        protected @Nullable Object body(Strand<?> strand, int room) throws Throwable {
            return sum(task, count, strand, this, room);
        }
    }

    private static final class StageSum extends Sum {
        private final CompletableFuture<Integer> stage;

        StageSum(CompletableFuture<Integer> stage, int count) {
            super(count);
            this.stage = stage;
        }

        @Override
        protected @Nullable Object body(Strand<?> strand, int room) {
            return sum(stage, count, strand, this, room);
        }
    }

    private static final class Promises extends LoweredCoroutine.Rounds {
        private Lowered self;

        Promises(Lowered self) {
            this.self = self;
        }

        @Override
        protected @Nullable Object body(Strand<?> strand, int room) throws Throwable {
            return self.promises(strand, this, room);
        }
    }

    private static final class TaskRounds extends LoweredCoroutine.Rounds {
        private Lowered self;

        TaskRounds(Lowered self) {
            this.self = self;
        }

        @Override
        protected @Nullable Object body(Strand<?> strand, int room) throws Throwable {
            return self.tasks(strand, this, room);
        }
    }

    private static final class Stages extends LoweredCoroutine.Rounds {
        private Lowered self;

        Stages(Lowered self) {
            this.self = self;
        }

        @Override
        protected @Nullable Object body(Strand<?> strand, int room) {
            return self.stages(strand, this, room);
        }
    }
}
