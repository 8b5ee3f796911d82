// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.sleeping;

import dev.heddle.benchmarks.NettyLoop;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Timers of Netty's loop. */
final class NettySleepers implements Sleepers {

    @Override
    public void same(int count, Duration time, Runnable asleep) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(count);
        try (NettyLoop netty = new NettyLoop()) {
            netty.loop().execute(() -> {
                for (int i = 0; i < count; i++) {
                    var unused = netty.loop().schedule(over::countDown, time.toNanos(), TimeUnit.NANOSECONDS);
                }
                asleep.run();
            });
            over.await();
        }
    }

    @Override
    public void varied(int count, LongSupplier nanos, LongConsumer woken) throws InterruptedException {
        CountDownLatch over = new CountDownLatch(count);
        try (NettyLoop netty = new NettyLoop()) {
            netty.loop().execute(() -> {
                for (int i = 0; i < count; i++) {
                    start(netty, nanos.getAsLong(), woken, over);
                }
            });
            over.await();
        }
    }

    private static void start(NettyLoop netty, long nanos, LongConsumer woken, CountDownLatch over) {
        long due = System.nanoTime() + nanos;
        var unused = netty.loop()
                .schedule(
                        () -> {
                            woken.accept(due);
                            over.countDown();
                        },
                        nanos,
                        TimeUnit.NANOSECONDS);
    }
}
