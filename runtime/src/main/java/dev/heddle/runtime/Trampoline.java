// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import java.util.ArrayDeque;

/**
 * Runs tasks of schedulers without a thread on the calling thread, one after another: one that is woken by another has its turn after it, not inside it.
 */
final class Trampoline {

    private static final ThreadLocal<Trampoline> OF_THREAD = ThreadLocal.withInitial(Trampoline::new);

    private final ArrayDeque<Task<?>> waiting = new ArrayDeque<>();
    private boolean running;

    private Trampoline() {}

    /** Runs a ready task now or, if the thread is just running others, after them. */
    static void run(Task<?> task) {
        Trampoline trampoline = OF_THREAD.get();
        trampoline.waiting.add(task);
        if (!trampoline.running) {
            trampoline.runAll();
        }
    }

    private void runAll() {
        running = true;
        try {
            for (Task<?> task = waiting.poll(); task != null; task = waiting.poll()) {
                ((UnconfinedScheduler) task.scheduler()).step(task);
            }
        } finally {
            running = false;
        }
    }
}
