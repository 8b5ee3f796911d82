// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.sleeping;

import dev.heddle.benchmarks.Virtual;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Virtual threads. */
final class VirtualSleepers implements Sleepers {

    @Override
    public void same(int count, Duration time, Runnable asleep) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(count);
        CountDownLatch over = new CountDownLatch(count);
        long millis = time.toMillis();
        for (int i = 0; i < count; i++) {
            Virtual.thread(() -> {
                started.countDown();
                sleep(millis, 0);
                over.countDown();
            });
        }
        started.await();
        asleep.run();
        over.await();
    }

    @Override
    public void varied(int count, LongSupplier nanos, LongConsumer woken) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            long time = nanos.getAsLong();
            Virtual.thread(() -> {
                long due = System.nanoTime() + time;
                sleep(time / 1_000_000, (int) (time % 1_000_000));
                // Several carriers may be here at once.
                synchronized (over) {
                    woken.accept(due);
                }
                over.countDown();
            });
        }
        over.await();
    }

    private static void sleep(long millis, int nanos) {
        try {
            Thread.sleep(millis, nanos);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts here", e);
        }
    }
}
