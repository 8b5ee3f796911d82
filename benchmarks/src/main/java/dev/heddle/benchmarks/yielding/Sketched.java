// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.yielding;

import dev.heddle.benchmarks.OutOfLoop;
import dev.heddle.benchmarks.sketch.Sketch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** On the sketched kernel. */
public class Sketched extends OutOfLoop {

    private static final int TIMES = 1_000;

    @Benchmark
    @OperationsPerInvocation(2 * TIMES)
    public void yields() {
        Sketch.Loop loop = new Sketch.Loop();
        var one = loop.spawn(new Yielding());
        var other = loop.spawn(new Yielding());
        loop.run();
        if (!one.isDone() || !other.isDone()) {
            throw new IllegalStateException("the loop ended before its tasks");
        }
    }

    private static final class Yielding extends Sketch.Frame {

        private int i;

        @Override
        protected Object resume(Sketch.Task task) {
            int now = i;
            if (suspended) {
                task.resumed();
                now++;
            }
            for (; now < TIMES; now++) {
                if (task.yieldNow() == Sketch.SUSPENDED) {
                    i = now;
                    return suspend(task);
                }
            }
            return 0;
        }
    }
}
