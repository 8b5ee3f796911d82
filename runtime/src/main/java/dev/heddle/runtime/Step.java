// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import java.util.concurrent.CompletableFuture.AsynchronousCompletionTask;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/**
 * A step of a task, as an executor gets it. A {@link java.util.concurrent.ForkJoinPool} takes it as it is, where it would wrap any other {@link Runnable}; to all other
 * executors it is one.
 */
final class Step extends ForkJoinTask<@Nullable Void> implements Runnable, AsynchronousCompletionTask {

    private static final long serialVersionUID = 1;

    private final transient Task<?> task;

    Step(Task<?> task) {
        this.task = task;
    }

    @Override
    public void run() {
        Trampoline.run(task);
    }

    /** Says that it is not done, since nobody waits for it: to note that it is would cost an atomic. */
    @Override
    protected boolean exec() {
        try {
            run();
        } catch (Throwable broken) {
            // What tasks throw does not come here. The pool would keep anything else for itself.
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, broken);
        }
        return false;
    }

    @Override
    public @Nullable Void getRawResult() {
        return null;
    }

    @Override
    protected void setRawResult(@Nullable Void value) {
        // There is only one.
    }

    @Override
    public String toString() {
        return "Step[" + task + "]";
    }
}
