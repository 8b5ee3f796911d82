// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.child;

import dev.heddle.Coroutine;
import dev.heddle.benchmarks.InLoop;
import dev.heddle.benchmarks.LoweredCoroutine;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Lowered by hand. The child that is bound can't suspend, so nothing is made of it but a call. */
public class Lowered extends InLoop {

    private final Child child = new Child();

    @Benchmark
    @OperationsPerInvocation(1_000 * ROUNDS)
    public long bound() {
        return loop.runUntilDone(new Bounds(this));
    }

    @Benchmark
    @OperationsPerInvocation(1_000 * ROUNDS)
    public long virtual() {
        return loop.runUntilDone(new Virtuals(this));
    }

    private @Nullable Object bounds(Strand<?> strand, @Nullable Bounds frame, int room) {
        int round = 0;
        long sum = 0;
        int here = room - LoweredCoroutine.WEIGHT;
        if (here < 0) {
            if (frame == null || !LoweredCoroutine.isState(here)) {
                return LoweredCoroutine.later(new Bounds(this), strand);
            }
            round = frame.next();
            sum = frame.sumWith(Awaits.resumed(strand));
            here = LoweredCoroutine.RESUMED;
        }
        for (int budget = Awaits.BUDGET; round < ROUNDS; round++) {
            Object value = sum(1_000, strand, null, Awaits.room(here, --budget, strand));
            if (value == Awaits.SUSPENDED) {
                return (frame == null ? new Bounds(this) : frame).suspend(strand, round, sum);
            }
            sum += LoweredCoroutine.unboxedLong(value);
        }
        return sum;
    }

    private @Nullable Object virtuals(Strand<?> strand, @Nullable Virtuals frame, int room) throws Throwable {
        int round = 0;
        long sum = 0;
        int here = room - LoweredCoroutine.WEIGHT;
        if (here < 0) {
            if (frame == null || !LoweredCoroutine.isState(here)) {
                return LoweredCoroutine.later(new Virtuals(this), strand);
            }
            round = frame.next();
            sum = frame.sumWith(Awaits.resumed(strand));
            here = LoweredCoroutine.RESUMED;
        }
        for (int budget = Awaits.BUDGET; round < ROUNDS; round++) {
            Object value = sum(child, 1_000, strand, null, Awaits.room(here, --budget, strand));
            if (value == Awaits.SUSPENDED) {
                return (frame == null ? new Virtuals(this) : frame).suspend(strand, round, sum);
            }
            sum += LoweredCoroutine.unboxedLong(value);
        }
        return sum;
    }

    private static @Nullable Object sum(int count, Strand<?> strand, @Nullable BoundSum frame, int room) {
        int i = 0;
        long sum = 0;
        int here = room - LoweredCoroutine.WEIGHT;
        if (here < 0) {
            if (frame == null || !LoweredCoroutine.isState(here)) {
                return LoweredCoroutine.later(new BoundSum(count), strand);
            }
            i = frame.i + 1;
            sum = frame.sum + LoweredCoroutine.unboxed(Awaits.resumed(strand));
            here = LoweredCoroutine.RESUMED;
        }
        for (int budget = Awaits.BUDGET; i < count; i++) {
            Object value = child(i, strand, Awaits.room(here, --budget, strand));
            if (value == Awaits.SUSPENDED) {
                BoundSum kept = frame == null ? new BoundSum(count) : frame;
                kept.i = i;
                kept.sum = sum;
                return kept.suspend(strand, LoweredCoroutine.SUSPENDED_ONCE);
            }
            sum += LoweredCoroutine.unboxed(value);
        }
        return sum;
    }

    private static Object child(int x, Strand<?> strand, int room) {
        if (room < 0) {
            return startLater(x, strand);
        }
        return x & 63;
    }

    private static Object startLater(int x, Strand<?> strand) {
        return LoweredCoroutine.later(new ChildFrame(x), strand);
    }

    private static @Nullable Object sum(Child child, int count, Strand<?> strand, @Nullable VirtualSum frame, int room)
            throws Throwable {
        int i = 0;
        long sum = 0;
        int here = room - LoweredCoroutine.WEIGHT;
        if (here < 0) {
            if (frame == null || !LoweredCoroutine.isState(here)) {
                return LoweredCoroutine.later(new VirtualSum(child, count), strand);
            }
            i = frame.i + 1;
            sum = frame.sum + LoweredCoroutine.unboxed(Awaits.resumed(strand));
            here = LoweredCoroutine.RESUMED;
        }
        for (int budget = Awaits.BUDGET; i < count; i++) {
            Object value = Awaits.claim(child.get(i), strand).begin(strand, Awaits.room(here, --budget, strand));
            if (value == Awaits.SUSPENDED) {
                VirtualSum kept = frame == null ? new VirtualSum(child, count) : frame;
                kept.i = i;
                kept.sum = sum;
                return kept.suspend(strand, LoweredCoroutine.SUSPENDED_ONCE);
            }
            sum += LoweredCoroutine.unboxed(value);
        }
        return sum;
    }

    static class Child {
        Coroutine<Integer> get(int x) {
            return new ChildFrame(x);
        }
    }

    private static final class ChildFrame extends LoweredCoroutine<Integer> {
        private int x;

        ChildFrame(int x) {
            this.x = x;
        }

        @Override
        protected Object body(Strand<?> strand, int room) {
            return child(x, strand, room);
        }
    }

    private static final class BoundSum extends LoweredCoroutine<Long> {
        private int count;
        private int i;
        private long sum;

        BoundSum(int count) {
            this.count = count;
        }

        @Override
        protected @Nullable Object body(Strand<?> strand, int room) {
            return sum(count, strand, this, room);
        }
    }

    private static final class VirtualSum extends LoweredCoroutine<Long> {
        private Child child;
        private int count;
        private int i;
        private long sum;

        VirtualSum(Child child, int count) {
            this.child = child;
            this.count = count;
        }

        @Override
        protected @Nullable Object body(Strand<?> strand, int room) throws Throwable {
            return sum(child, count, strand, this, room);
        }
    }

    private static final class Bounds extends LoweredCoroutine.Rounds {
        private Lowered self;

        Bounds(Lowered self) {
            this.self = self;
        }

        @Override
        protected @Nullable Object body(Strand<?> strand, int room) {
            return self.bounds(strand, this, room);
        }
    }

    private static final class Virtuals extends LoweredCoroutine.Rounds {
        private Lowered self;

        Virtuals(Lowered self) {
            this.self = self;
        }

        @Override
        protected @Nullable Object body(Strand<?> strand, int room) throws Throwable {
            return self.virtuals(strand, this, room);
        }
    }
}
