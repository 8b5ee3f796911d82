// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.skynet;

import dev.heddle.benchmarks.Figures;
import dev.heddle.benchmarks.Processor;
import dev.heddle.benchmarks.Scenario;
import dev.heddle.benchmarks.Variant;
import dev.heddle.benchmarks.report.Samples;
import java.util.concurrent.ForkJoinPool;

/** The tree, several times in one process: 1,111,111 tasks with those that are no leaves. */
public final class Skynet implements Scenario {

    /** How many children each has. */
    static final int CHILDREN = 10;

    /** A thread for each processor; the common pool has one less. */
    static final ForkJoinPool POOL = new ForkJoinPool(Runtime.getRuntime().availableProcessors());

    /** Makes one. */
    public Skynet() {}

    @Override
    public void run(Variant variant, boolean once, Figures figures) {
        int size = once ? 1_000 : 1_000_000;
        Samples seconds = new Samples();
        Samples cpu = new Samples();
        for (int i = 0; i < (once ? 1 : 8); i++) {
            long used = Processor.nanos();
            long start = System.nanoTime();
            if (sum(variant, size) != (long) size * (size - 1) / 2) {
                throw new IllegalStateException("The sum is wrong");
            }
            seconds.add((System.nanoTime() - start) / 1e9);
            cpu.add((Processor.nanos() - used) / 1e9);
        }
        figures.less("time", "s", seconds.median());
        figures.less("processor time", "s", cpu.median());
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
