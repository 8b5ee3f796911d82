// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.heddle.benchmarks.spawn.Heddle;
import dev.heddle.runtime.EventLoop;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** A million tasks, spawned and joined, again and again in one process. */
public final class SpawnAndJoin {

    private SpawnAndJoin() {}

    /**
     * Runs.
     *
     * @param args how many tasks, and how many times; a million and ten if there are none
     */
    public static void main(String[] args) {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int times = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Samples nanos = new Samples();
        Samples bytes = new Samples();
        for (int i = 0; i < times; i++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            var unused = EventLoop.run(Heddle.spawnAndJoin(count));
            nanos.add((double) (System.nanoTime() - start) / count);
            bytes.add((double) (threads.getCurrentThreadAllocatedBytes() - allocated) / count);
        }
        System.out.printf(
                Locale.ROOT,
                "%,d tasks spawned and joined, %d times: %s ns and %s bytes each%n",
                count,
                times,
                nanos.describe(),
                Samples.number(bytes.median()));
    }
}
