// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.yielding;

import dev.heddle.benchmarks.InLoop;
import dev.heddle.benchmarks.LoweredCoroutine;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Lowered by hand. */
public class Lowered extends InLoop {

    private static final int TIMES = 1_000;

    @Benchmark
    @OperationsPerInvocation(2 * TIMES)
    public void yields() {
        var unused = loop.runUntilDone(new Two());
    }

    private static final class Two extends LoweredCoroutine<@Nullable Void> {

        private static final int SUSPENDED_TWICE = SUSPENDED_ONCE - 1;

        private @Nullable Task<?> other;

        @Override
        protected @Nullable Object body(Strand<?> strand, int room) throws Throwable {
            Task<?> second = other;
            if (room >= 0) {
                Task<?> first = Tasks.spawn(new Yielding(TIMES));
                second = Tasks.spawn(new Yielding(TIMES));
                if (Awaits.await(first, strand, room - WEIGHT) == Awaits.SUSPENDED) {
                    other = second;
                    return suspend(strand, SUSPENDED_ONCE);
                }
            } else {
                Awaits.resumed(strand);
            }
            other = null;
            if (state != SUSPENDED_TWICE && Awaits.await(second, strand, RESUMED) == Awaits.SUSPENDED) {
                return suspend(strand, SUSPENDED_TWICE);
            }
            return null;
        }
    }

    private static final class Yielding extends LoweredCoroutine<@Nullable Void> {

        private int times;
        private int i;

        Yielding(int times) {
            this.times = times;
        }

        @Override
        protected @Nullable Object body(Strand<?> strand, int room) throws Throwable {
            int now = i;
            int here = room - WEIGHT;
            if (here < 0) {
                if (!isState(here)) {
                    return later(new Yielding(times), strand);
                }
                Awaits.resumed(strand);
                now++;
                here = RESUMED;
            }
            for (int budget = Awaits.BUDGET; now < times; now++) {
                if (Awaits.claim(Tasks.yieldNow(), strand).begin(strand, Awaits.room(here, --budget, strand))
                        == Awaits.SUSPENDED) {
                    i = now;
                    return suspend(strand, SUSPENDED_ONCE);
                }
            }
            return null;
        }
    }
}
