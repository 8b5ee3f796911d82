// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.spawn;

import dev.heddle.benchmarks.OutOfLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Future tasks in a queue. */
public class Plain extends OutOfLoop {

    private static final int TASKS = 1_000;

    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public long spawnAndJoin() throws InterruptedException, ExecutionException {
        List<FutureTask<Integer>> tasks = new ArrayList<>(TASKS);
        for (int i = 0; i < TASKS; i++) {
            int x = i;
            FutureTask<Integer> task = new FutureTask<>(() -> x & 63);
            tasks.add(task);
            queue.add(task);
        }
        for (Runnable action = queue.poll(); action != null; action = queue.poll()) {
            action.run();
        }
        long sum = 0;
        for (FutureTask<Integer> task : tasks) {
            sum += task.get();
        }
        return sum;
    }
}
