// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.skynet;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.spawn;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Scheduler;
import dev.heddle.runtime.Task;
import java.util.ArrayList;
import java.util.List;

/** As users write it. */
final class HeddleSkynet {

    private HeddleSkynet() {}

    static long onLoop(int size) {
        return EventLoop.run(node(0, size));
    }

    static long onPool(int size) {
        return Scheduler.over(Skynet.POOL)
                .spawn(node(0, size))
                .toCompletableFuture()
                .join();
    }

    @Async
    private static Coroutine<Long> node(long number, int size) {
        if (size == 1) {
            return result(number);
        }
        int part = size / Skynet.CHILDREN;
        List<Task<Long>> children = new ArrayList<>(Skynet.CHILDREN);
        for (int i = 0; i < Skynet.CHILDREN; i++) {
            children.add(spawn(node(number + (long) i * part, part)));
        }
        long sum = 0;
        for (Task<Long> child : children) {
            sum += await(child);
        }
        return result(sum);
    }
}
