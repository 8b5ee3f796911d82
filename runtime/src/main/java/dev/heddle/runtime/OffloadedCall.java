// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Failure;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.codegen.Suspension;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A task's wait for work that another thread does.
 *
 * <pre>
 *   handed over --> runs on a thread --> ended: the task goes on with the outcome
 *        |                 |
 *        +--- abandoned ---+             the task's wait was cancelled: the thread is interrupted, the outcome dropped
 * </pre>
 */
final class OffloadedCall extends Suspension implements Runnable {

    private final Offload.Kind kind;
    private final Callable<?> work;

    /** The user's, for this call; or null. */
    private final @Nullable Executor executor;

    private volatile @Nullable Task<?> task;

    /** What surrounds the task while it waits here. */
    private @Nullable TaskContext context;

    // Under the monitor.
    private @Nullable Thread runner;
    private boolean abandoned;
    private boolean ended;

    OffloadedCall(Offload.Kind kind, @Nullable Executor executor, Callable<?> work) {
        this.kind = kind;
        this.executor = executor;
        this.work = work;
    }

    @Override
    protected boolean arm(Strand<?> strand) {
        Task<?> waiting = (Task<?>) strand;
        context = waiting.context();
        task = waiting;
        Scheduler scheduler = waiting.scheduler();
        if (executor == null) {
            scheduler.offload().start(kind, scheduler, this);
        } else {
            scheduler.offload().startOn(executor, this);
        }
        return true;
    }

    @Override
    protected void disarm(Strand<?> strand) {
        boolean over;
        synchronized (this) {
            abandoned = true;
            over = ended;
            if (runner != null) {
                runner.interrupt();
            }
        }
        if (over) {
            // Its wake-up is on the way still, and who closes the loop must not wait for that.
            ((Task<?>) strand).scheduler().offload().ended(this);
        }
    }

    @Override
    public void run() {
        Task<?> waiting = task;
        if (waiting == null) {
            throw new IllegalStateException("work that no task waits for");
        }
        Object outcome = null;
        if (begin()) {
            outcome = outcome(waiting);
        }
        if (end()) {
            drop(waiting, outcome);
        } else {
            handBack(waiting, outcome);
        }
    }

    /** In one step on the task's loop: between the two it would look as if nothing could wake the task any more. */
    private void handBack(Task<?> waiting, @Nullable Object outcome) {
        waiting.scheduler().atHome(() -> {
            waiting.scheduler().offload().ended(this);
            wake(waiting, outcome);
        });
    }

    private void drop(Task<?> waiting, @Nullable Object outcome) {
        if (outcome instanceof Failure failure && !isOfTheInterrupt(failure.cause())) {
            waiting.scheduler().handleElsewhere(waiting, failure.cause());
        }
        waiting.scheduler().offload().ended(this);
    }

    private @Nullable Object outcome(Task<?> waiting) {
        @Nullable Object[] result = new Object[1];
        try {
            TaskContext.lend(context, waiting.scheduler().carriers, () -> result[0] = work.call());
            refuseCoroutine(result[0]);
            return result[0];
        } catch (Throwable failure) {
            return Failure.of(failure);
        }
    }

    /** A coroutine that is called as if it were work that blocks has only been made, and nobody would run it. */
    private void refuseCoroutine(@Nullable Object result) {
        if (result instanceof Coroutine) {
            String called = kind == Offload.Kind.BLOCKING ? "blocking" : "compute";
            throw new IllegalStateException(called
                    + "(…) was given what makes a coroutine, and no thread runs that: await the coroutine itself");
        }
    }

    /** Says false if the wait has been cancelled before the work has begun. */
    private synchronized boolean begin() {
        if (abandoned) {
            return false;
        }
        runner = Thread.currentThread();
        return true;
    }

    /** Says true if nobody waits for the outcome any more. */
    private synchronized boolean end() {
        if (abandoned && runner != null) {
            // The interrupt was meant for the work, and the thread goes on to something else.
            var unused = Thread.interrupted();
        }
        runner = null;
        ended = true;
        return abandoned;
    }

    /** Such a failure is what an interrupt is for, and tells nobody anything. */
    private static boolean isOfTheInterrupt(Throwable failure) {
        return failure instanceof InterruptedException
                || failure instanceof InterruptedIOException
                || failure instanceof ClosedByInterruptException
                || failure instanceof CancellationException;
    }

    /** The thread, and where it is; a line each. */
    String describe() {
        Thread thread;
        synchronized (this) {
            thread = runner;
        }
        if (thread == null) {
            return "\n  not begun";
        }
        StringBuilder text = new StringBuilder("\n  ").append(thread.getName());
        for (StackTraceElement place : thread.getStackTrace()) {
            text.append("\n    at ").append(place);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "OffloadedCall[" + work + "]";
    }
}
