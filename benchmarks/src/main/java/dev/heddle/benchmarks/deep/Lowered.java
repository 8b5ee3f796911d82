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

    private static @Nullable Object down(int n, boolean yields, Strand<?> strand, @Nullable Down frame, int depth)
            throws Throwable {
        Object value;
        if (frame != null && depth < 0) {
            value = Awaits.resumed(strand);
        } else {
            if (depth >= Awaits.DEPTH_LIMIT) {
                Down later = new Down(n, yields);
                later.claim();
                return later.startLater(strand);
            }
            if (n == 0 && !yields) {
                return 0;
            }
            value = n == 0
                    ? Awaits.claim(Tasks.yieldNow(), strand, depth).begin(strand, depth + LoweredCoroutine.WEIGHT)
                    : down(n - 1, yields, strand, null, depth + LoweredCoroutine.WEIGHT);
            if (value == Awaits.SUSPENDED) {
                return (frame == null ? new Down(n, yields) : frame).suspend(strand, LoweredCoroutine.SUSPENDED_ONCE);
            }
        }
        return n == 0 ? 0 : LoweredCoroutine.unboxed(value) + 1;
    }

    private static final class Down extends LoweredCoroutine<Integer> {
        private final int n;
        private final boolean yields;

        Down(int n, boolean yields) {
            this.n = n;
            this.yields = yields;
        }

        @Override
        protected @Nullable Object body(Strand<?> strand, int depth) throws Throwable {
            return down(n, yields, strand, this, depth);
        }
    }
}
