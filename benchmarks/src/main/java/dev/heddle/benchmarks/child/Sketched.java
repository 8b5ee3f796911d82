// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.child;

import dev.heddle.benchmarks.OutOfLoop;
import dev.heddle.benchmarks.sketch.Sketch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** On the sketched kernel: a frame for each call, which does not escape. */
public class Sketched extends OutOfLoop {

    private final Child child = new Child();

    @Benchmark
    @OperationsPerInvocation(1_000 * ROUNDS)
    public Object virtual() {
        return Sketch.rounds(task -> sum(child, 1_000, task));
    }

    private static Object sum(Child child, int count, Sketch.Task task) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            Object value = child.get(i).resume(task);
            if (value == Sketch.SUSPENDED) {
                throw new IllegalStateException("this child never suspends");
            }
            sum += (Integer) value;
        }
        return sum;
    }

    static class Child {
        ChildFrame get(int x) {
            return new ChildFrame(x);
        }
    }

    private static final class ChildFrame extends Sketch.Frame {
        private final int x;

        ChildFrame(int x) {
            this.x = x;
        }

        @Override
        protected Object resume(Sketch.Task task) {
            return x & 63;
        }
    }
}
