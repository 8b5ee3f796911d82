// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.cancellation;

import dev.heddle.benchmarks.OutOfLoop;
import dev.heddle.benchmarks.Virtual;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Virtual threads, interrupted. */
public class VirtualThreads extends OutOfLoop {

    private static final int TASKS = 100_000;

    private final AtomicInteger ended = new AtomicInteger();

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void cancelAll() throws InterruptedException {
        cancelAll(VirtualThreads::sleep);
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public int cleanedUp() throws InterruptedException {
        ended.set(0);
        cancelAll(() -> {
            try {
                sleep();
            } finally {
                ended.incrementAndGet();
            }
        });
        return ended.get();
    }

    private static void cancelAll(Runnable task) throws InterruptedException {
        List<Thread> threads = new ArrayList<>(TASKS);
        for (int i = 0; i < TASKS; i++) {
            threads.add(Virtual.thread(task));
        }
        for (Thread thread : threads) {
            thread.interrupt();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(3_600_000);
        } catch (InterruptedException expected) {
            // That was the end of it.
            return;
        }
    }
}
