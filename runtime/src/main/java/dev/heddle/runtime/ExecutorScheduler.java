// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Strand;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Has an executor run each step of each task; one after another also if that runs them right in {@code execute}. */
final class ExecutorScheduler extends UnconfinedScheduler {

    private final Executor executor;

    private ExecutorScheduler(Executor executor, @Nullable Carriers carriers) {
        super(carriers);
        this.executor = executor;
    }

    static Scheduler on(Executor executor, @Nullable Carriers carriers) {
        return new ExecutorScheduler(executor, carriers);
    }

    @Override
    protected void ready(Strand<?> strand) {
        Task<?> task = (Task<?>) strand;
        try {
            executor.execute(new Step(task));
        } catch (RejectedExecutionException shutDown) {
            // Nobody else will run the task any more, and its cleanup has to run somewhere.
            cancel(task, "The executor refused the task: " + shutDown.getMessage());
            Trampoline.run(task);
        }
    }

    @Override
    protected void post(Runnable action) {
        executor.execute(action);
    }

    @Override
    public String toString() {
        return "Scheduler[" + executor + "]";
    }
}
