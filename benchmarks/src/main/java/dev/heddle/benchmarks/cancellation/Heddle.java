// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.cancellation;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.yieldNow;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.benchmarks.InLoop;
import dev.heddle.runtime.TaskScope;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** As users write it. */
public class Heddle extends InLoop {

    private static final int TASKS = 100_000;

    private int ended;

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void cancelAll() {
        var unused = loop.runUntilDone(cancelled(Heddle::sleeping));
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public int cleanedUp() {
        ended = 0;
        var unused = loop.runUntilDone(cancelled(this::cleaningUp));
        return ended;
    }

    @Async
    private static Coroutine<@Nullable Void> cancelled(Supplier<Coroutine<@Nullable Void>> task) {
        try (TaskScope scope = TaskScope.open()) {
            for (int i = 0; i < TASKS; i++) {
                var unused = scope.spawn(task.get());
            }
            // Behind them all, so that each has gone to sleep.
            await(yieldNow());
            scope.cancel();
        }
        return done();
    }

    @Async
    private static Coroutine<@Nullable Void> sleeping() {
        await(sleep(Duration.ofHours(1)));
        return done();
    }

    @Async
    private Coroutine<@Nullable Void> cleaningUp() {
        try {
            await(sleep(Duration.ofHours(1)));
        } finally {
            ended++;
        }
        return done();
    }
}
