// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.spawn;

import dev.heddle.benchmarks.Virtual;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Virtual threads that give a value each. */
final class VirtualSpawn {

    private VirtualSpawn() {}

    static long spawnAndJoin(int count) {
        return Virtual.call(() -> spawnAndJoinHere(count));
    }

    private static Long spawnAndJoinHere(int count) throws InterruptedException, ExecutionException {
        List<Future<Integer>> tasks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int x = i;
            tasks.add(Virtual.start(() -> x & 63));
        }
        long sum = 0;
        for (Future<Integer> task : tasks) {
            sum += task.get();
        }
        return sum;
    }
}
