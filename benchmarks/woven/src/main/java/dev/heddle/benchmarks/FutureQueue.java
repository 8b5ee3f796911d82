// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The event loop that those who only have futures need: a queue of actions, run by one thread. */
public final class FutureQueue implements Executor {

    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();

    /** Makes an empty queue. */
    public FutureQueue() {}

    @Override
    public void execute(Runnable action) {
        queue.add(action);
    }

    /**
     * Lets everything else in the queue go first.
     *
     * @return a future that its turn completes
     */
    public CompletableFuture<Void> yieldNow() {
        CompletableFuture<Void> future = new CompletableFuture<>();
        queue.add(() -> future.complete(null));
        return future;
    }

    /** Runs until the queue is empty. */
    public void run() {
        for (Runnable action = queue.poll(); action != null; action = queue.poll()) {
            action.run();
        }
    }
}
