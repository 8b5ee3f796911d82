// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.deep;

import dev.heddle.benchmarks.InLoop;
import dev.heddle.benchmarks.LoweredCoroutine;
import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Lowered by hand. */
@BenchmarkMode(Mode.SingleShotTime)
public class Lowered extends InLoop {

    private static final int LEVELS = 1_000_000;

    @Benchmark
    @OperationsPerInvocation(LEVELS)
    public int returning() {
        return loop.runUntilDone(new Down(LEVELS, false));
    }

    @Benchmark
    @OperationsPerInvocation(LEVELS)
    public int suspending() {
        return loop.runUntilDone(new Down(LEVELS, true));
    }

    private static @Nullable Object down(int n, boolean yields, Strand<?> strand, @Nullable Down frame, int room)
            throws Throwable {
        Object value;
        int here = room - LoweredCoroutine.WEIGHT;
        if (here < 0) {
            if (!LoweredCoroutine.isState(here)) {
                return LoweredCoroutine.later(new Down(n, yields), strand);
            }
            value = Awaits.resumed(strand);
        } else {
            if (n == 0 && !yields) {
                return 0;
            }
            value = n == 0
                    ? Awaits.claim(Tasks.yieldNow(), strand).begin(strand, here)
                    : down(n - 1, yields, strand, null, here);
            if (value == Awaits.SUSPENDED) {
                return (frame == null ? new Down(n, yields) : frame).suspend(strand, LoweredCoroutine.SUSPENDED_ONCE);
            }
        }
        return n == 0 ? 0 : LoweredCoroutine.unboxed(value) + 1;
    }

    private static final class Down extends LoweredCoroutine<Integer> {
        private int n;
        private boolean yields;

        Down(int n, boolean yields) {
            this.n = n;
            this.yields = yields;
        }

        @Override
        protected @Nullable Object body(Strand<?> strand, int room) throws Throwable {
            return down(n, yields, strand, this, room);
        }
    }
}
