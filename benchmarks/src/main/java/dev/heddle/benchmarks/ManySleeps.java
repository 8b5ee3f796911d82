// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;

import com.sun.management.OperatingSystemMXBean;
import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A million tasks that each sleep for a time of their own, up to five seconds: what the processor does for that, and how late they wake. */
public final class ManySleeps {

    private long latenessSum;
    private long latenessMost;

    private ManySleeps() {}

    /**
     * Runs.
     *
     * @param args how many tasks, how many seconds they sleep at most, and how often; a million, five and once if there are none
     */
    public static void main(String[] args) {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 1;
        for (int round = 0; round < rounds; round++) {
            var unused = EventLoop.run(new ManySleeps().measure(count, Duration.ofSeconds(seconds)));
        }
    }

    @Async
    private Coroutine<@Nullable Void> measure(int count, Duration longest) {
        SplittableRandom random = new SplittableRandom(1);
        long cpuBefore = cpuTime();
        Task<?>[] tasks = new Task<?>[count];
        for (int i = 0; i < count; i++) {
            tasks[i] = spawn(sleeping(random.nextLong(longest.toNanos())));
        }
        for (Task<?> task : tasks) {
            var unused = await(task);
        }
        System.out.printf(
                Locale.ROOT,
                "%,d sleeps of 0 to %d s: %.2f s of processor time; late by %.3f ms in the mean, %.1f ms at most%n",
                count,
                longest.toSeconds(),
                (cpuTime() - cpuBefore) / 1e9,
                latenessSum / 1e6 / count,
                latenessMost / 1e6);
        return done();
    }

    @Async
    private Coroutine<@Nullable Void> sleeping(long nanos) {
        long due = System.nanoTime() + nanos;
        await(sleep(Duration.ofNanos(nanos)));
        long late = System.nanoTime() - due;
        latenessSum += late;
        latenessMost = Math.max(latenessMost, late);
        return done();
    }

    /** Of the whole process, in nanoseconds: collections count. */
    private static long cpuTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
