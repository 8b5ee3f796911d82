// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Current;
import dev.heddle.runtime.codegen.Dispatcher;
import dev.heddle.runtime.codegen.Failure;
import dev.heddle.runtime.codegen.Origins;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.codegen.Suspension;
import dev.heddle.runtime.timer.Timer;
import dev.heddle.runtime.timer.TimerThread;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler without a thread of its own. Whoever wakes or cancels a task holds the task's monitor while it does so, never another lock; the task is made ready, and
 * what it waited for is disarmed, outside of it.
 */
abstract class UnconfinedScheduler extends Scheduler {

    private final UnheardFailures unheard = new UnheardFailures(FailureLog.INSTANCE);

    UnconfinedScheduler(@Nullable Carriers carriers) {
        super(carriers == null ? null : StepHooks.of(carriers, null, null), carriers);
    }

    @Override
    protected final boolean isConfined() {
        return false;
    }

    @Override
    protected final boolean isHome() {
        return false;
    }

    @Override
    protected final void wake(Strand<?> strand, Suspension from, @Nullable Object outcome) {
        Task<?> task = (Task<?>) strand;
        boolean resumes;
        synchronized (task) {
            resumes = task.resumes(from, outcome);
        }
        if (resumes) {
            ready(task);
        }
    }

    @Override
    protected final void cancel(Strand<?> strand, @Nullable String reason) {
        Task<?> task = (Task<?>) strand;
        Suspension ended;
        synchronized (task) {
            ended = task.cancels(reason);
        }
        try {
            goOn(task, ended);
        } finally {
            interruptReached(task);
        }
    }

    @Override
    final void interruptOne(Task<?> task, Collection<? super Task<?>> reached) {
        Suspension ended;
        synchronized (task) {
            ended = task.interrupts();
            task.addReached(reached);
        }
        try {
            goOn(task, ended);
        } catch (Throwable failure) {
            // Not thrown: there are others to interrupt, and the timers' thread may be the caller.
            FailureLog.handle(FailureLog.INSTANCE, task, failure);
        }
    }

    /** Makes a task ready whose wait a cancellation has ended. */
    private void goOn(Task<?> task, @Nullable Suspension ended) {
        if (ended != null) {
            try {
                task.detaches(ended);
            } finally {
                ready(task);
            }
        }
    }

    @Override
    final void atHome(Runnable action) {
        action.run();
    }

    @Override
    final void launch(Task<?> task) {
        started(task);
        ready(task);
    }

    /** Runs a task on the calling thread until it waits or ends. */
    final void step(Task<?> task, Current current) {
        Dispatcher before = current.dispatcher;
        current.dispatcher = this;
        task.run(current);
        current.dispatcher = before;
    }

    @Override
    protected final void started(Strand<?> strand) {
        // Nothing to note: a task that waits is held by what it waits for.
    }

    @Override
    protected final void finished(Strand<?> strand) {
        ((Task<?>) strand).orphan();
        unheard.reportCollected();
    }

    @Override
    protected final void unheard(Strand<?> strand, Failure failure) {
        unheard.add((Task<?>) strand, failure);
    }

    @Override
    final boolean isDebugging() {
        return Origins.TRACKED;
    }

    @Override
    final void warn(LoopWarning.Kind kind, String message, @Nullable Task<?> task) {
        FailureLog.INSTANCE.accept(new LoopWarning(kind, message, task));
    }

    @Override
    final Offload offload() {
        return Offload.SHARED;
    }

    @Override
    final void handleElsewhere(Task<?> task, Throwable failure) {
        FailureLog.handle(FailureLog.INSTANCE, task, failure);
    }

    @Override
    public final long nanoTime() {
        return System.nanoTime();
    }

    @Override
    final void schedule(Timer timer) {
        TimerThread.shared().add(timer);
    }

    @Override
    final void unschedule(Timer timer) {
        TimerThread.shared().remove(timer);
    }
}
