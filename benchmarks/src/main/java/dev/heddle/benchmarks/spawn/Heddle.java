// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.spawn;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.spawn;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.benchmarks.InLoop;
import dev.heddle.runtime.Task;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** As users write it. */
public class Heddle extends InLoop {

    private static final int TASKS = 1_000;

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public long spawnAndJoin() {
        return loop.runUntilDone(spawnAndJoin(TASKS));
    }

    /**
     * Spawns tasks and awaits them.
     *
     * @param count how many
     * @return the sum of what they give
     */
    @Async
    public static Coroutine<Long> spawnAndJoin(int count) {
        List<Task<Integer>> tasks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tasks.add(spawn(child(i)));
        }
        long sum = 0;
        for (Task<Integer> task : tasks) {
            sum += await(task);
        }
        return result(sum);
    }

    @Async
    private static Coroutine<Integer> child(int x) {
        return result(x & 63);
    }
}
