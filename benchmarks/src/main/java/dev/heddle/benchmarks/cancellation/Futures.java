// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.cancellation;

import dev.heddle.benchmarks.OutOfLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.TearDown;

/** Futures and timers. */
public class Futures extends OutOfLoop {

    private static final int TASKS = 100_000;

    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);
    private int ended;

    /** Makes a timer that forgets what is cancelled. */
    public Futures() {
        timers.setRemoveOnCancelPolicy(true);
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public int cancelAll() {
        ended = 0;
        List<CompletableFuture<Void>> tasks = new ArrayList<>(TASKS);
        for (int i = 0; i < TASKS; i++) {
            tasks.add(sleeping());
        }
        for (CompletableFuture<Void> task : tasks) {
            task.cancel(false);
        }
        return ended;
    }

    private CompletableFuture<Void> sleeping() {
        CompletableFuture<Void> sleeping = new CompletableFuture<>();
        Future<?> timer = timers.schedule(() -> sleeping.complete(null), 1, TimeUnit.HOURS);
        var unused = sleeping.whenComplete((value, failure) -> {
            timer.cancel(false);
            ended++;
        });
        return sleeping;
    }

    /** Stops the timer. */
    @TearDown
    public void close() {
        timers.shutdownNow();
    }
}
