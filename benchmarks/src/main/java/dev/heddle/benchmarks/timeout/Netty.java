// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.timeout;

import dev.heddle.benchmarks.NettyLoop;
import dev.heddle.benchmarks.OutOfLoop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.TearDown;

/** Timers of Netty's loop, set and taken back. */
public class Netty extends OutOfLoop {

    private static final int TIMES = 1_000;

    private final NettyLoop netty = new NettyLoop();

    @Benchmark
    @OperationsPerInvocation(TIMES)
    public void armed() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        netty.loop().execute(new Limited(over));
        over.await();
    }

    /** Closes the loop. */
    @TearDown
    public void close() {
        netty.close();
    }

    private final class Limited implements Runnable {

        private final CountDownLatch over;
        private int i;

        Limited(CountDownLatch over) {
            this.over = over;
        }

        @Override
        public void run() {
            if (i++ == TIMES) {
                over.countDown();
                return;
            }
            Future<?> limit = netty.loop().schedule(over::countDown, 10, TimeUnit.SECONDS);
            netty.loop().execute(() -> {
                limit.cancel(false);
                run();
            });
        }
    }
}
