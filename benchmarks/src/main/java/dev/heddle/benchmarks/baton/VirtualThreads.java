// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.baton;

import dev.heddle.benchmarks.OutOfLoop;
import dev.heddle.benchmarks.Virtual;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Virtual threads, with queues of one place. */
public class VirtualThreads extends OutOfLoop {

    private static final int TIMES = 1_000;

    @Benchmark
    @OperationsPerInvocation(2 * TIMES)
    public Integer handOff() {
        return Virtual.call(VirtualThreads::play);
    }

    private static Integer play() throws InterruptedException {
        BlockingQueue<Integer> there = new ArrayBlockingQueue<>(1);
        BlockingQueue<Integer> back = new ArrayBlockingQueue<>(1);
        var unused = Virtual.start(() -> other(there, back));
        Integer baton = 1;
        for (int i = 0; i < TIMES; i++) {
            there.put(baton);
            baton = back.take();
        }
        return baton;
    }

    private static Integer other(BlockingQueue<Integer> there, BlockingQueue<Integer> back)
            throws InterruptedException {
        for (int i = 0; i < TIMES; i++) {
            back.put(there.take());
        }
        return TIMES;
    }
}
