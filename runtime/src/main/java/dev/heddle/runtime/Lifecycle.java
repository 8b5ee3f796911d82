// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Current;
import dev.heddle.runtime.codegen.Dispatcher;
import dev.heddle.runtime.codegen.Strand;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Who runs a loop, from when to when.
 *
 * <pre>
 *            enter                       leave
 *   idle ------------> running -> ending -------> idle          a driven loop, any number of times
 *     |                             |
 *     +--- close: enter, ending ----+--- closing requested ---> closed
 * </pre>
 *
 * While the loop ends, all its tasks are cancelled, and so is each that is started then. The loop closes when there are none left and all that was accepted has been
 * processed.
 */
final class Lifecycle {

    private final ConfinedScheduler loop;
    private final Rounds rounds;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** The thread that runs the loop. Written under the lock; a thread that asks whether it is the one needs none. */
    private @Nullable Thread runner;

    private volatile boolean closing;

    // The rest belongs to the runner.
    private @Nullable Task<?> main;
    private @Nullable TaskContext lastRuns;
    private boolean ending;
    private boolean interrupted;
    private @Nullable Dispatcher outerDispatcher;
    private @Nullable Strand<?> outerStrand;

    Lifecycle(ConfinedScheduler loop, Rounds rounds) {
        this.loop = loop;
        this.rounds = rounds;
    }

    boolean isRunner() {
        return Thread.currentThread() == runner;
    }

    boolean isClosing() {
        return closing;
    }

    boolean isEnding() {
        return ending;
    }

    /** Runs the loop on the calling thread until a task has ended, then ends all others. */
    void runUntilDone(Task<?> task) {
        if (Current.get().dispatcher instanceof ConfinedScheduler around) {
            throw new IllegalStateException(
                    "A task of " + around + " can't run a loop inside: await the coroutine instead");
        }
        reserve(Thread.currentThread());
        Current current = enter();
        try {
            main = task;
            if (lastRuns != null && TaskContext.bindings(task.context()) == null) {
                task.context(TaskContext.with(task.context(), TaskContext.bindings(lastRuns)));
            }
            // What was sent before comes first: a main task that ends at once must not pass it by.
            rounds.receive();
            loop.launch(task);
            rounds.go(current);
            // Our caller gets it.
            var unused = task.hearOutcome();
        } finally {
            endAndLeave(current);
        }
    }

    /** Has the poller told of the first that is sent to a loop that nobody has run yet. */
    void beginAsleep() {
        var unused = rounds.inbox.fallAsleep();
    }

    /** Runs one round on the calling thread. */
    boolean poll() {
        Current caller = Current.get();
        if (caller.strand != null || caller.dispatcher == loop) {
            throw new IllegalStateException(loop + " can't be polled from inside a task or an action");
        }
        reserve(Thread.currentThread());
        Current current = enter();
        boolean more = false;
        try {
            more = rounds.poll(current);
        } finally {
            if (!leaveOpen(current)) {
                endAndLeave(current);
            }
        }
        return more;
    }

    Optional<Duration> timeToNext() {
        long nanos = rounds.nanosToNext();
        return nanos == Long.MAX_VALUE ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    /** Runs the loop on its own thread, for which it has been reserved, until it is closed. */
    void serve() {
        Current current = enter();
        try {
            rounds.go(current);
        } finally {
            closing = true;
            endAndLeave(current);
        }
    }

    synchronized void reserve(Thread thread) {
        if (closing) {
            throw new IllegalStateException(loop + " is closed");
        }
        if (runner != null) {
            throw new IllegalStateException(loop + " is run by " + runner.getName() + " already");
        }
        runner = thread;
    }

    void close() {
        if (isRunner()) {
            throw new IllegalStateException(loop + " can't be closed from inside: it would wait for its own end");
        }
        if (becomeCloser()) {
            endAndLeave(enter());
        } else if (closed.getCount() > 0) {
            loop.send(this::requestEnd);
            awaitClosed();
        }
    }

    /** Has the loop begin to end, if a thread runs it, without waiting for that. From any thread. */
    void beginToClose() {
        synchronized (this) {
            if (runner == null) {
                return;
            }
            closing = true;
        }
        loop.send(this::requestEnd);
    }

    /** Says true if nobody runs the loop, so that the calling thread has to. */
    private synchronized boolean becomeCloser() {
        closing = true;
        if (runner != null || closed.getCount() == 0) {
            return false;
        }
        runner = Thread.currentThread();
        return true;
    }

    private void requestEnd() {
        loop.cancelAll("The event loop is being closed");
        if (main == null) {
            rounds.stop();
        }
    }

    private void awaitClosed() {
        boolean interruptedHere = false;
        for (; ; ) {
            try {
                closed.await();
                break;
            } catch (InterruptedException e) {
                interruptedHere = true;
            }
        }
        if (interruptedHere) {
            Thread.currentThread().interrupt();
        }
    }

    private Current enter() {
        Current current = Current.get();
        outerDispatcher = current.dispatcher;
        outerStrand = current.strand;
        current.dispatcher = loop;
        current.strand = null;
        loop.entered();
        return current;
    }

    private void endAndLeave(Current current) {
        try {
            end(current);
        } finally {
            leave(current);
        }
    }

    private void end(Current current) {
        ending = true;
        loop.cancelAll("The event loop ends");
        goUntilNoTasks(current);
        loop.reportUnheard();
    }

    private void goUntilNoTasks(Current current) {
        while (loop.hasTasks()) {
            rounds.go(current);
        }
    }

    private void leave(Current current) {
        if (leaveOpen(current)) {
            return;
        }
        try {
            do {
                rounds.drain(current);
                goUntilNoTasks(current);
                loop.offload().close(loop);
            } while (!rounds.inbox.closeIfEmpty());
            loop.reportUnheard();
        } finally {
            leaveClosed(current);
        }
    }

    /** Says false if the loop has to be closed first. */
    private synchronized boolean leaveOpen(Current current) {
        if (closing) {
            return false;
        }
        main = null;
        ending = false;
        restore(current);
        runner = null;
        return true;
    }

    private synchronized void leaveClosed(Current current) {
        loop.closed();
        rounds.poller.close();
        restore(current);
        runner = null;
        closed.countDown();
    }

    private void restore(Current current) {
        current.dispatcher = outerDispatcher;
        current.strand = outerStrand;
        outerDispatcher = null;
        outerStrand = null;
        loop.left();
        if (interrupted) {
            interrupted = false;
            Thread.currentThread().interrupt();
        }
    }

    /** Called between two batches. */
    void checkInterrupt() {
        if (Thread.interrupted()) {
            interrupted = true;
            Task<?> task = main;
            if (task != null) {
                loop.cancel(task, "The thread that runs the event loop was interrupted");
            }
        }
    }

    /** Called when a task has ended: what the main task has set for itself, that of the next run will have. */
    void noteContext(Task<?> task) {
        if (task == main) {
            lastRuns = task.context();
        }
    }

    /** Called when a task has ended and is off the loop's list. */
    void ended(Strand<?> task) {
        if (task == main || (ending && !loop.hasTasks())) {
            rounds.stop();
        }
    }
}
