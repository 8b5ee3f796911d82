// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.spawn;

import static net.tascalate.async.CallContext.async;
import static net.tascalate.async.CallContext.await;

import dev.heddle.benchmarks.FutureQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.tascalate.async.async;

/** Spawns and joins, with tascalate-async. As its methods begin at the call, each first goes to the end of the queue. */
public final class TascalateSpawn {

    private TascalateSpawn() {}

    /**
     * Starts tasks and awaits them.
     *
     * @param count how many
     * @param queue where they run
     * @return the sum of what they give
     */
    @async
    public static CompletableFuture<Long> spawnAndJoin(int count, FutureQueue queue) {
        List<CompletableFuture<Integer>> tasks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tasks.add(child(i, queue));
        }
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += await(tasks.get(i));
        }
        return async(sum);
    }

    @async
    private static CompletableFuture<Integer> child(int x, FutureQueue queue) {
        await(queue.yieldNow());
        return async(x & 63);
    }
}
