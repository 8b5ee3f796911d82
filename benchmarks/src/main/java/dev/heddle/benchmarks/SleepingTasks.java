// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How much heap a million sleeping tasks take: all that is theirs, from the timer to the place in the loop's queues. To be run with {@code -Xmx250m}, into which they should fit. */
public final class SleepingTasks {

    private static final long BOUND = 250L << 20;

    private SleepingTasks() {}

    /**
     * Runs.
     *
     * @param args how many tasks, and how many seconds they sleep; a million and ten if there are none
     */
    public static void main(String[] args) {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        var unused = EventLoop.run(measure(count, Duration.ofSeconds(seconds)));
    }

    @Async
    private static Coroutine<@Nullable Void> measure(int count, Duration duration) {
        long before = usedAfterCollection();
        long start = System.nanoTime();
        Task<@Nullable Void> last = spawn(sleeping(duration));
        for (int i = 1; i < count; i++) {
            last = spawn(sleeping(duration));
        }
        // Behind them all, so that each has gone to sleep.
        await(spawn(sleeping(Duration.ZERO)));
        long used = usedAfterCollection() - before;
        await(last);
        double overhead = (System.nanoTime() - start - duration.toNanos()) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%,d tasks asleep: %.1f bytes of heap each, %,d MB in all (%s 250 MB); %.2f s beyond their %d s%n",
                count,
                (double) used / count,
                used >> 20,
                used <= BOUND ? "fits in" : "exceeds",
                overhead,
                duration.toSeconds());
        return done();
    }

    @Async
    private static Coroutine<@Nullable Void> sleeping(Duration duration) {
        await(sleep(duration));
        return done();
    }

    private static long usedAfterCollection() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
