// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.yielding;

import dev.heddle.benchmarks.OutOfLoop;
import java.util.ArrayDeque;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Two actions that put themselves at the end of a queue. */
public class Plain extends OutOfLoop {

    private static final int TIMES = 1_000;

    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();

    @Benchmark
    @OperationsPerInvocation(2 * TIMES)
    public void yields() {
        queue.add(new Yielding());
        queue.add(new Yielding());
        for (Runnable action = queue.poll(); action != null; action = queue.poll()) {
            action.run();
        }
    }

    private final class Yielding implements Runnable {

        private int i;

        @Override
        public void run() {
            if (i++ < TIMES) {
                queue.add(this);
            }
        }
    }
}
