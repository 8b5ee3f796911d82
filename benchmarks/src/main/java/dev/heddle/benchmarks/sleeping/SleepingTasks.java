// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.sleeping;

import dev.heddle.benchmarks.Figures;
import dev.heddle.benchmarks.Processor;
import dev.heddle.benchmarks.Scenario;
import dev.heddle.benchmarks.Variant;
import java.time.Duration;

/** How much heap a million sleeping tasks take: all that is theirs, from the timer to the place in the loop's queues. And how much longer it all takes than they sleep. */
public final class SleepingTasks implements Scenario {

    /** Makes one. */
    public SleepingTasks() {}

    @Override
    public void run(Variant variant, boolean once, Figures figures) throws InterruptedException {
        int count = once ? 1_000 : 1_000_000;
        Duration time = once ? Duration.ofMillis(100) : Duration.ofSeconds(10);
        long before = Processor.heapAfterCollection();
        long cpu = Processor.nanos();
        long start = System.nanoTime();
        Sleepers.of(variant)
                .same(
                        count,
                        time,
                        () -> figures.less(
                                "heap", "bytes each", (double) (Processor.heapAfterCollection() - before) / count));
        figures.less("overhead", "s", (System.nanoTime() - start - time.toNanos()) / 1e9);
        figures.less("processor time", "s", (Processor.nanos() - cpu) / 1e9);
    }
}
