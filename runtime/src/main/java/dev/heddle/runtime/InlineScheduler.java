// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Dispatcher;
import dev.heddle.runtime.codegen.InlineDispatcher;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.timer.TimerThread;
import java.util.concurrent.ForkJoinPool;

/**
 * Where hot coroutines run that were started outside any scheduler: they go on on whatever thread completes what they await, one at a time on each thread, so that a
 * synchronous completion never recurses. After a sleep they go on in the common pool. Public because it is a service of the kernel's; there is nothing to call.
 */
public final class InlineScheduler extends UnconfinedScheduler implements InlineDispatcher {

    /** For the service loader. */
    public InlineScheduler() {
        super(null);
    }

    @Override
    public Dispatcher dispatcher() {
        return this;
    }

    @Override
    protected void ready(Strand<?> strand) {
        Task<?> task = (Task<?>) strand;
        if (TimerThread.shared().isCurrent()) {
            // It keeps everybody's time, so no coroutine may go on there.
            ForkJoinPool.commonPool().execute(() -> Trampoline.run(task));
        } else {
            Trampoline.run(task);
        }
    }

    @Override
    protected void post(Runnable action) {
        action.run();
    }

    @Override
    public String toString() {
        return "Scheduler[inline]";
    }
}
