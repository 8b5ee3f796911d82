// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Current;
import dev.heddle.runtime.codegen.Strand;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Runs tasks of schedulers without a thread on the calling thread, one after another: one that is woken by another has its turn after it, not inside it.
 */
final class Trampoline {

    private Trampoline() {}

    /** Runs a ready task now or, if the thread is just running others, after them. */
    static void run(Task<?> task) {
        Current current = Current.forStep();
        if (current.bouncing) {
            bounce(task, current);
            return;
        }
        current.bouncing = true;
        try {
            ((UnconfinedScheduler) task.scheduler()).step(task, current);
            if (current.bounced != null) {
                runBounced(current, current.bounced);
            }
        } finally {
            current.bouncing = false;
        }
    }

    /** An executor with threads never comes here, so that most threads need no queue. */
    private static void bounce(Task<?> task, Current current) {
        Queue<Strand<?>> queue = current.bounced;
        if (queue == null) {
            queue = new ArrayDeque<>();
            current.bounced = queue;
        }
        queue.add(task);
    }

    private static void runBounced(Current current, Queue<Strand<?>> queue) {
        for (Strand<?> next = queue.poll(); next != null; next = queue.poll()) {
            Task<?> task = (Task<?>) next;
            ((UnconfinedScheduler) task.scheduler()).step(task, current);
        }
    }
}
