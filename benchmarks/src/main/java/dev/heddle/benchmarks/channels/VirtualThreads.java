// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.channels;

import dev.heddle.benchmarks.OutOfLoop;
import dev.heddle.benchmarks.Virtual;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Virtual threads, with the queues of java.util.concurrent. */
public class VirtualThreads extends OutOfLoop {

    private static final int VALUES = 1_000;
    private static final int STAGES = 100;
    private static final int CAPACITY = 64;

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public Long rendezvous() {
        return Virtual.call(() -> pipeline(1, 0));
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public Long buffered() {
        return Virtual.call(() -> pipeline(1, CAPACITY));
    }

    @Benchmark
    @OperationsPerInvocation(VALUES * STAGES)
    public Long pipeline() {
        return Virtual.call(() -> pipeline(STAGES, CAPACITY));
    }

    private static Long pipeline(int stages, int capacity) throws InterruptedException {
        BlockingQueue<Integer> first = queue(capacity);
        BlockingQueue<Integer> last = first;
        for (int stage = 1; stage < stages; stage++) {
            BlockingQueue<Integer> from = last;
            BlockingQueue<Integer> to = queue(capacity);
            var unused = Virtual.start(() -> stage(from, to));
            last = to;
        }
        var unused = Virtual.start(() -> source(first));
        long sum = 0;
        for (int i = 0; i < VALUES; i++) {
            sum += last.take();
        }
        return sum;
    }

    private static BlockingQueue<Integer> queue(int capacity) {
        return capacity == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(capacity);
    }

    private static Long source(BlockingQueue<Integer> to) throws InterruptedException {
        for (int i = 0; i < VALUES; i++) {
            to.put(i & 63);
        }
        return 0L;
    }

    private static Long stage(BlockingQueue<Integer> from, BlockingQueue<Integer> to) throws InterruptedException {
        for (int i = 0; i < VALUES; i++) {
            to.put(from.take());
        }
        return 0L;
    }
}
