// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.timeout;

import dev.heddle.benchmarks.FutureQueue;
import dev.heddle.benchmarks.OutOfLoop;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Futures with a limit: the timers are those of the JDK, on a thread of their own. */
public class Futures extends OutOfLoop {

    private static final int TIMES = 1_000;

    private final FutureQueue queue = new FutureQueue();

    @Benchmark
    @OperationsPerInvocation(TIMES)
    public void armed() {
        for (int i = 0; i < TIMES; i++) {
            var yielded = queue.yieldNow().orTimeout(10, TimeUnit.SECONDS);
            queue.run();
            yielded.join();
        }
    }
}
