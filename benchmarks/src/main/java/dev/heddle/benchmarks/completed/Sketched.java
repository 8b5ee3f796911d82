// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.completed;

import dev.heddle.benchmarks.OutOfLoop;
import dev.heddle.benchmarks.sketch.Sketch;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** On the sketched kernel: no failures, no budget. */
public class Sketched extends OutOfLoop {

    private final Sketch.Task done = done();

    private static Sketch.Task done() {
        Sketch.Loop loop = new Sketch.Loop();
        Sketch.Task task = loop.spawn(new Sketch.Frame() {
            @Override
            protected Object resume(Sketch.Task task) {
                return 7;
            }
        });
        loop.run();
        return task;
    }

    @Benchmark
    @OperationsPerInvocation(1_000 * ROUNDS)
    public Object task() {
        return Sketch.rounds(task -> sum(done, 1_000, task, null));
    }

    private static Object sum(Sketch.Task done, int count, Sketch.Task task, @Nullable Sum frame) {
        int i = 0;
        long sum = 0;
        if (frame != null && frame.suspended) {
            i = frame.i + 1;
            sum = frame.sum + (Integer) task.resumed();
        }
        for (; i < count; i++) {
            Object value = done.isDone() ? done.result() : task.suspendOn(done);
            if (value == Sketch.SUSPENDED) {
                Sum kept = frame == null ? new Sum(done, count) : frame;
                kept.i = i;
                kept.sum = sum;
                return kept.suspend(task);
            }
            sum += (Integer) value;
        }
        return sum;
    }

    private static final class Sum extends Sketch.Frame {
        private final Sketch.Task done;
        private final int count;
        private int i;
        private long sum;

        Sum(Sketch.Task done, int count) {
            this.done = done;
            this.count = count;
        }

        @Override
        protected Object resume(Sketch.Task task) {
            return sum(done, count, task, this);
        }
    }
}
