// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.yielding;

import dev.heddle.benchmarks.NettyLoop;
import dev.heddle.benchmarks.OutOfLoop;
import java.util.concurrent.CountDownLatch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.TearDown;

/** Two tasks that put themselves at the end of the queue of Netty's loop. */
public class Netty extends OutOfLoop {

    private static final int TIMES = 1_000;

    private final NettyLoop netty = new NettyLoop();

    @Benchmark
    @OperationsPerInvocation(2 * TIMES)
    public void yields() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(2);
        netty.loop().execute(() -> {
            netty.loop().execute(new Yielding(over));
            netty.loop().execute(new Yielding(over));
        });
        over.await();
    }

    /** Closes the loop. */
    @TearDown
    public void close() {
        netty.close();
    }

    private final class Yielding implements Runnable {

        private final CountDownLatch over;
        private int i;

        Yielding(CountDownLatch over) {
            this.over = over;
        }

        @Override
        public void run() {
            if (i++ < TIMES) {
                netty.loop().execute(this);
            } else {
                over.countDown();
            }
        }
    }
}
