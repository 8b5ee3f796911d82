// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.yielding;

import dev.heddle.benchmarks.FutureQueue;
import dev.heddle.benchmarks.OutOfLoop;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** As users of ea-async write it; that library has woven it. */
public class EaAsync extends OutOfLoop {

    private static final int TIMES = 1_000;

    private final FutureQueue queue = new FutureQueue();

    @Benchmark
    @OperationsPerInvocation(2 * TIMES)
    public void yields() {
        CompletableFuture<?> one = EaYielding.yielding(TIMES, queue);
        CompletableFuture<?> other = EaYielding.yielding(TIMES, queue);
        queue.run();
        one.join();
        other.join();
    }
}
