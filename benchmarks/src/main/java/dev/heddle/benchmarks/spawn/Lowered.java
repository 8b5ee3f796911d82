// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.spawn;

import dev.heddle.benchmarks.InLoop;
import dev.heddle.benchmarks.LoweredCoroutine;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Strand;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Lowered by hand. */
public class Lowered extends InLoop {

    private static final int TASKS = 1_000;

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public long spawnAndJoin() {
        return loop.runUntilDone(new SpawnAndJoin(TASKS));
    }

    private static final class SpawnAndJoin extends LoweredCoroutine<Long> {

        private int count;
        private @Nullable Iterator<Task<Integer>> rest;
        private long sum;

        SpawnAndJoin(int count) {
            this.count = count;
        }

        @Override
        protected @Nullable Object body(Strand<?> strand, int room) throws Throwable {
            Iterator<Task<Integer>> tasks = rest;
            long total = sum;
            if (tasks == null) {
                tasks = spawnAll().iterator();
            } else {
                total += unboxed(Awaits.resumed(strand));
            }
            for (int budget = Awaits.BUDGET; tasks.hasNext(); ) {
                Object value = Awaits.await(tasks.next(), strand, RESUMED, --budget);
                if (value == Awaits.SUSPENDED) {
                    rest = tasks;
                    sum = total;
                    return suspend(strand, SUSPENDED_ONCE);
                }
                total += unboxed(value);
            }
            return total;
        }

        private List<Task<Integer>> spawnAll() {
            List<Task<Integer>> tasks = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                tasks.add(Tasks.spawn(new Child(i)));
            }
            return tasks;
        }
    }

    private static final class Child extends LoweredCoroutine<Integer> {

        private int x;

        Child(int x) {
            this.x = x;
        }

        @Override
        protected Object body(Strand<?> strand, int room) {
            return x & 63;
        }
    }
}
