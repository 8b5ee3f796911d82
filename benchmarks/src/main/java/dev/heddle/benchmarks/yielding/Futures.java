// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.yielding;

import dev.heddle.benchmarks.FutureQueue;
import dev.heddle.benchmarks.OutOfLoop;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Two that put what they do next at the end of a queue, by way of futures. */
public class Futures extends OutOfLoop {

    private static final int TIMES = 1_000;

    private final FutureQueue queue = new FutureQueue();

    @Benchmark
    @OperationsPerInvocation(2 * TIMES)
    public void yields() {
        CompletableFuture<Void> one = new Yielding().step();
        CompletableFuture<Void> other = new Yielding().step();
        queue.run();
        one.join();
        other.join();
    }

    private final class Yielding {

        private int i;

        CompletableFuture<Void> step() {
            return i++ < TIMES
                    ? queue.yieldNow().thenCompose(ignored -> step())
                    : CompletableFuture.completedFuture(null);
        }
    }
}
