// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.sleeping;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Futures that a timer's thread completes, and what goes on from there: by hand, or woven. */
final class FutureSleepers implements Sleepers {

    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);
    private final BiFunction<CompletableFuture<Void>, Runnable, CompletableFuture<Void>> sleeping;

    FutureSleepers(BiFunction<CompletableFuture<Void>, Runnable, CompletableFuture<Void>> sleeping) {
        this.sleeping = sleeping;
    }

    private CompletableFuture<Void> timer(long nanos) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        var unused = timers.schedule(() -> future.complete(null), nanos, TimeUnit.NANOSECONDS);
        return future;
    }

    @Override
    public void same(int count, Duration time, Runnable asleep) {
        CompletableFuture<Void> last = new CompletableFuture<>();
        for (int i = 0; i < count; i++) {
            last = sleeping.apply(timer(time.toNanos()), FutureSleepers::nothing);
        }
        asleep.run();
        last.join();
        timers.shutdownNow();
    }

    private static void nothing() {}

    @Override
    public void varied(int count, LongSupplier nanos, LongConsumer woken) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            long time = nanos.getAsLong();
            long due = System.nanoTime() + time;
            var unused = sleeping.apply(timer(time), () -> {
                woken.accept(due);
                over.countDown();
            });
        }
        over.await();
        timers.shutdownNow();
    }
}
