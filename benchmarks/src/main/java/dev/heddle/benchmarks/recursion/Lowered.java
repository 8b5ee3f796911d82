// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.recursion;

import dev.heddle.Coroutine;
import dev.heddle.benchmarks.InLoop;
import dev.heddle.benchmarks.LoweredCoroutine;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Lowered by hand. */
public class Lowered extends InLoop {

    @Param({"10", "100"})
    private int depth;

    private final Countdown countdown = new Countdown();

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public long bound() {
        return loop.runUntilDone(new Bounds(this));
    }

    @Benchmark
    @OperationsPerInvocation(ROUNDS)
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
            Object value = down(this.depth, strand, null, Awaits.room(here, --budget, strand));
            if (value == Awaits.SUSPENDED) {
                return (frame == null ? new Bounds(this) : frame).suspend(strand, round, sum);
            }
            sum += LoweredCoroutine.unboxed(value);
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
            Object value =
                    Awaits.claim(countdown.from(this.depth), strand).begin(strand, Awaits.room(here, --budget, strand));
            if (value == Awaits.SUSPENDED) {
                return (frame == null ? new Virtuals(this) : frame).suspend(strand, round, sum);
            }
            sum += LoweredCoroutine.unboxed(value);
        }
        return sum;
    }

    private static @Nullable Object down(int n, Strand<?> strand, @Nullable Down frame, int room) {
        Object value;
        int here = room - LoweredCoroutine.WEIGHT;
        if (here < 0) {
            if (!LoweredCoroutine.isState(here)) {
                return LoweredCoroutine.later(new Down(n), strand);
            }
            value = Awaits.resumed(strand);
        } else {
            if (n == 0) {
                return 0;
            }
            value = down(n - 1, strand, null, here);
            if (value == Awaits.SUSPENDED) {
                return (frame == null ? new Down(n) : frame).suspend(strand, LoweredCoroutine.SUSPENDED_ONCE);
            }
        }
        return LoweredCoroutine.unboxed(value) + 1;
    }

    private static final class Down extends LoweredCoroutine<Integer> {
        private int n;

        Down(int n) {
            this.n = n;
        }

        @Override
        protected @Nullable Object body(Strand<?> strand, int room) {
            return down(n, strand, this, room);
        }
    }

    static class Countdown {
        Coroutine<Integer> from(int n) {
            return new From(this, n);
        }
    }

    private static final class From extends LoweredCoroutine<Integer> {
        private Countdown countdown;
        private int n;

        From(Countdown countdown, int n) {
            this.countdown = countdown;
            this.n = n;
        }

        @Override
        protected @Nullable Object body(Strand<?> strand, int room) throws Throwable {
            Object value;
            int here = room - WEIGHT;
            if (here < 0) {
                if (!isState(here)) {
                    return later(new From(countdown, n), strand);
                }
                value = Awaits.resumed(strand);
            } else {
                if (n == 0) {
                    return 0;
                }
                value = Awaits.claim(countdown.from(n - 1), strand).begin(strand, here);
                if (value == Awaits.SUSPENDED) {
                    return suspend(strand, LoweredCoroutine.SUSPENDED_ONCE);
                }
            }
            return LoweredCoroutine.unboxed(value) + 1;
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
