// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.sleeping;

import dev.heddle.benchmarks.Figures;
import dev.heddle.benchmarks.Processor;
import dev.heddle.benchmarks.Scenario;
import dev.heddle.benchmarks.Variant;
import java.time.Duration;
import java.util.SplittableRandom;

/** A million tasks that each sleep for a time of their own, up to five seconds: what the processor does for that, and how late they wake. */
public final class ManySleeps implements Scenario {

    /** Makes one. */
    public ManySleeps() {}

    @Override
    public void run(Variant variant, boolean once, Figures figures) throws InterruptedException {
        int count = once ? 1_000 : 1_000_000;
        Duration longest = once ? Duration.ofMillis(100) : Duration.ofSeconds(5);
        SplittableRandom random = new SplittableRandom(1);
        Lateness lateness = new Lateness();
        long cpu = Processor.nanos();
        Sleepers.of(variant).varied(count, () -> random.nextLong(longest.toNanos()), lateness::add);
        figures.less("processor time", "s", (Processor.nanos() - cpu) / 1e9);
        if (lateness.count != count) {
            throw new IllegalStateException(lateness.count + " of " + count + " have woken");
        }
        figures.less("mean lateness", "ms", lateness.sum / 1e6 / count);
    }

    private static final class Lateness {

        private long count;
        private long sum;

        void add(long due) {
            count++;
            sum += System.nanoTime() - due;
        }
    }
}
