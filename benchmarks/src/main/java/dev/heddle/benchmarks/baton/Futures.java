// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.baton;

import dev.heddle.benchmarks.FutureQueue;
import dev.heddle.benchmarks.OutOfLoop;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A future for each hand-off, completed in a queue, so that the stack does not grow. */
public class Futures extends OutOfLoop {

    private static final int TIMES = 1_000;

    private final FutureQueue queue = new FutureQueue();

    @Benchmark
    @OperationsPerInvocation(2 * TIMES)
    public Integer handOff() {
        Slot there = new Slot();
        Slot back = new Slot();
        new Player(there, back).play();
        Player first = new Player(back, there);
        there.put(1);
        first.play();
        queue.run();
        return first.over.join();
    }

    /** Holds one baton, or the one that waits for it. */
    private final class Slot {

        private CompletableFuture<Integer> baton = new CompletableFuture<>();

        CompletableFuture<Integer> take() {
            return baton;
        }

        void put(Integer value) {
            CompletableFuture<Integer> filled = baton;
            baton = new CompletableFuture<>();
            queue.execute(() -> filled.complete(value));
        }
    }

    private static final class Player {

        final CompletableFuture<Integer> over = new CompletableFuture<>();
        private final Slot from;
        private final Slot to;
        private int i;

        Player(Slot from, Slot to) {
            this.from = from;
            this.to = to;
        }

        void play() {
            var unused = from.take().thenAccept(this::pass);
        }

        private void pass(Integer baton) {
            if (++i < TIMES) {
                play();
                to.put(baton);
            } else {
                to.put(baton);
                over.complete(baton);
            }
        }
    }
}
