// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.sleeping;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** As users write it. */
final class HeddleSleepers implements Sleepers {

    @Override
    public void same(int count, Duration time, Runnable asleep) {
        var unused = EventLoop.run(all(count, time, asleep));
    }

    @Async
    private static Coroutine<@Nullable Void> all(int count, Duration time, Runnable asleep) {
        Task<@Nullable Void> last = spawn(sleeping(time));
        for (int i = 1; i < count; i++) {
            last = spawn(sleeping(time));
        }
        // Behind them all, so that each has gone to sleep.
        await(yieldNow());
        asleep.run();
        await(last);
        return done();
    }

    @Async
    private static Coroutine<@Nullable Void> sleeping(Duration time) {
        await(sleep(time));
        return done();
    }

    @Override
    public void varied(int count, LongSupplier nanos, LongConsumer woken) {
        var unused = EventLoop.run(allVaried(count, nanos, woken));
    }

    @Async
    private static Coroutine<@Nullable Void> allVaried(int count, LongSupplier nanos, LongConsumer woken) {
        Task<?>[] tasks = new Task<?>[count];
        for (int i = 0; i < count; i++) {
            tasks[i] = spawn(sleeping(nanos.getAsLong(), woken));
        }
        for (Task<?> task : tasks) {
            var unused = await(task);
        }
        return done();
    }

    @Async
    private static Coroutine<@Nullable Void> sleeping(long nanos, LongConsumer woken) {
        long due = System.nanoTime() + nanos;
        await(sleep(Duration.ofNanos(nanos)));
        woken.accept(due);
        return done();
    }
}
