// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.spawn;

import dev.heddle.benchmarks.Figures;
import dev.heddle.benchmarks.FutureQueue;
import dev.heddle.benchmarks.Processor;
import dev.heddle.benchmarks.Scenario;
import dev.heddle.benchmarks.Variant;
import dev.heddle.benchmarks.report.QuietTimes;
import dev.heddle.benchmarks.report.QuietTimes.Moment;
import dev.heddle.benchmarks.report.Samples;
import dev.heddle.runtime.EventLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A million tasks, spawned and joined, again and again in one process. */
public final class SpawnAndJoin implements Scenario {

    private static final int WARM_UP = 3;
    private static final int RUNS = 7;

    /** Makes one. */
    public SpawnAndJoin() {}

    @Override
    public void run(Variant variant, boolean once, Figures figures) throws IOException, InterruptedException {
        int count = once ? 1_000 : 1_000_000;
        long expected = sum(Variant.HEDDLE, count);
        for (int i = 0; i < (once ? 0 : WARM_UP); i++) {
            var unused = measure(variant, count, expected);
        }
        List<Moment<Cost>> costs =
                QuietTimes.here(once).measure(once ? 1 : RUNS, () -> measure(variant, count, expected));
        figures.slowdown(Moment.slowest(costs));
        figures.less("time", "ns", Samples.of(costs, Cost::nanos).median());
        if (variant != Variant.VIRTUAL && variant != Variant.VIRTUAL_ONE) {
            // Virtual threads allocate elsewhere too.
            figures.less("allocation", "bytes", Samples.of(costs, Cost::bytes).median());
        }
    }

    /** What a task costs. */
    private record Cost(double nanos, double bytes) {}

    private static Cost measure(Variant variant, int count, long expected) {
        long allocated = Processor.allocatedHere();
        long start = System.nanoTime();
        if (sum(variant, count) != expected) {
            throw new IllegalStateException("The sum is wrong");
        }
        double nanos = System.nanoTime() - start;
        return new Cost(nanos / count, (double) (Processor.allocatedHere() - allocated) / count);
    }

    private static long sum(Variant variant, int count) {
        FutureQueue queue = new FutureQueue();
        return switch (variant) {
            case HEDDLE -> EventLoop.run(Heddle.spawnAndJoin(count));
            case KOTLIN -> KotlinSpawn.spawnAndJoin(count);
            case VIRTUAL, VIRTUAL_ONE -> VirtualSpawn.spawnAndJoin(count);
            case FUTURES -> futures(count, queue);
            case EA_ASYNC -> run(EaSpawn.spawnAndJoin(count, queue), queue);
            case TASCALATE -> run(TascalateSpawn.spawnAndJoin(count, queue), queue);
            default -> throw new IllegalArgumentException(variant.title);
        };
    }

    private static long run(CompletableFuture<Long> sum, FutureQueue queue) {
        queue.run();
        return sum.join();
    }

    private static long futures(int count, FutureQueue queue) {
        List<CompletableFuture<Integer>> tasks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int x = i;
            tasks.add(CompletableFuture.supplyAsync(() -> x & 63, queue));
        }
        // On a loop nobody may block: so what goes on when all are done is itself a future, as it is with all others
        // here.
        CompletableFuture<Long> sum = CompletableFuture.allOf(tasks.toArray(new CompletableFuture<?>[0]))
                .thenApply(done -> sumOf(tasks));
        return run(sum, queue);
    }

    private static long sumOf(List<CompletableFuture<Integer>> done) {
        long sum = 0;
        for (CompletableFuture<Integer> task : done) {
            sum += task.join();
        }
        return sum;
    }
}
