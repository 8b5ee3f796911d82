// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.skynet;

import dev.heddle.benchmarks.Figures;
import dev.heddle.benchmarks.Processor;
import dev.heddle.benchmarks.Scenario;
import dev.heddle.benchmarks.Variant;
import dev.heddle.benchmarks.report.QuietTimes;
import dev.heddle.benchmarks.report.QuietTimes.Moment;
import dev.heddle.benchmarks.report.Samples;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/** The tree, several times in one process: 1,111,111 tasks with those that are no leaves. */
public final class Skynet implements Scenario {

    /** How many children each has. */
    static final int CHILDREN = 10;

    /** A thread for each processor; the common pool has one less. */
    static final ForkJoinPool POOL = new ForkJoinPool(Runtime.getRuntime().availableProcessors());

    private static final int WARM_UP = 2;
    private static final int RUNS = 6;

    /** Makes one. */
    public Skynet() {}

    @Override
    public void run(Variant variant, boolean once, Figures figures) throws IOException, InterruptedException {
        int size = once ? 1_000 : 1_000_000;
        for (int i = 0; i < (once ? 0 : WARM_UP); i++) {
            var unused = measure(variant, size);
        }
        List<Moment<Cost>> costs = QuietTimes.here(once).measure(once ? 1 : RUNS, () -> measure(variant, size));
        figures.slowdown(Moment.slowest(costs));
        figures.less("time", "s", Samples.of(costs, Cost::seconds).median());
        figures.less("processor time", "s", Samples.of(costs, Cost::processor).median());
    }

    /** What a tree costs. */
    private record Cost(double seconds, double processor) {}

    private static Cost measure(Variant variant, int size) {
        long used = Processor.nanos();
        long start = System.nanoTime();
        if (sum(variant, size) != (long) size * (size - 1) / 2) {
            throw new IllegalStateException("The sum is wrong");
        }
        return new Cost((System.nanoTime() - start) / 1e9, (Processor.nanos() - used) / 1e9);
    }

    private static long sum(Variant variant, int size) {
        return switch (variant) {
            case HEDDLE -> HeddleSkynet.onLoop(size);
            case HEDDLE_MANY -> HeddleSkynet.onPool(size);
            case FUTURES -> FutureSkynet.onQueue(size);
            case FUTURES_MANY -> FutureSkynet.onPool(size);
            case KOTLIN -> KotlinSkynet.sum(size, false);
            case KOTLIN_MANY -> KotlinSkynet.sum(size, true);
            case VIRTUAL, VIRTUAL_ONE -> VirtualSkynet.sum(size);
            default -> throw new IllegalArgumentException(variant.title);
        };
    }
}
