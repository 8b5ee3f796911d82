// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.spawn;

import dev.heddle.benchmarks.OutOfLoop;
import dev.heddle.benchmarks.sketch.Sketch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** On the sketched kernel. */
public class Sketched extends OutOfLoop {

    private static final int TASKS = 1_000;

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public Object spawnAndJoin() {
        Sketch.Loop loop = new Sketch.Loop();
        Sketch.Task task = loop.spawn(new SpawnAndJoin());
        loop.run();
        return task.result();
    }

    private static final class SpawnAndJoin extends Sketch.Frame {

        private @Nullable Iterator<Sketch.Task> rest;
        private long sum;

        @Override
        protected Object resume(Sketch.Task task) {
            Iterator<Sketch.Task> tasks = rest;
            long total = sum;
            if (tasks == null) {
                tasks = spawnAll(task.loop()).iterator();
            } else {
                total += (Integer) task.resumed();
            }
            while (tasks.hasNext()) {
                Sketch.Task next = tasks.next();
                Object value = next.isDone() ? next.result() : task.suspendOn(next);
                if (value == Sketch.SUSPENDED) {
                    rest = tasks;
                    sum = total;
                    return suspend(task);
                }
                total += (Integer) value;
            }
            return total;
        }

        private static List<Sketch.Task> spawnAll(Sketch.Loop loop) {
            List<Sketch.Task> tasks = new ArrayList<>(TASKS);
            for (int i = 0; i < TASKS; i++) {
                tasks.add(loop.spawn(new Child(i)));
            }
            return tasks;
        }
    }

    private static final class Child extends Sketch.Frame {

        private final int x;

        Child(int x) {
            this.x = x;
        }

        @Override
        protected Object resume(Sketch.Task task) {
            return x & 63;
        }
    }
}
