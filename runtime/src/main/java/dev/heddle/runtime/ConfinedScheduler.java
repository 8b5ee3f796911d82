// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Failure;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.codegen.Suspension;
import dev.heddle.runtime.poll.Poller;
import dev.heddle.runtime.timer.Timer;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The inside of an {@link EventLoop}: what the kernel asks of it. Everything is done on the loop's thread, without atomics; other threads send what they want done. */
abstract class ConfinedScheduler extends Scheduler {

    private final Rounds rounds;
    private final Lifecycle life;
    private final TaskList tasks = new TaskList();
    private final UnheardFailures unheard;
    private final BiConsumer<? super @Nullable Task<?>, ? super Throwable> exceptionHandler;

    ConfinedScheduler(
            Poller poller,
            boolean failsWhenStuck,
            BiConsumer<? super @Nullable Task<?>, ? super Throwable> exceptionHandler) {
        this.rounds = new Rounds(this, poller, failsWhenStuck);
        this.life = new Lifecycle(this, rounds);
        this.exceptionHandler = exceptionHandler;
        this.unheard = new UnheardFailures(exceptionHandler);
    }

    final Lifecycle lifecycle() {
        return life;
    }

    final long time() {
        return rounds.poller.nanoTime();
    }

    /** What watches channels. On the loop's thread. */
    final Poller poller() {
        return rounds.poller;
    }

    @Override
    protected final boolean isConfined() {
        return true;
    }

    @Override
    protected final boolean isHome() {
        return life.isRunner();
    }

    @Override
    protected final void ready(Strand<?> strand) {
        rounds.ready.add(strand);
    }

    @Override
    protected final void wake(Strand<?> strand, Suspension from, @Nullable Object outcome) {
        if (!isHome()) {
            send(() -> wake(strand, from, outcome));
        } else if (((Task<?>) strand).resumes(from, outcome)) {
            rounds.ready.add(strand);
        }
    }

    @Override
    final void requeue(Task<?> task, Suspension from) {
        if (task.resumes(from, null)) {
            rounds.ready.add(task);
        }
    }

    @Override
    protected final void cancel(Strand<?> strand, @Nullable String reason) {
        if (!isHome()) {
            send(() -> cancel(strand, reason));
            return;
        }
        Task<?> task = (Task<?>) strand;
        if (!task.isDone()) {
            goOn(task, task.cancels(reason));
            interruptReached(task);
        }
    }

    @Override
    final void interrupt(Task<?> task) {
        if (isHome()) {
            super.interrupt(task);
        } else {
            send(() -> interrupt(task));
        }
    }

    @Override
    final void interruptOne(Task<?> task, Collection<? super Task<?>> reached) {
        goOn(task, task.interrupts());
        task.addReached(reached);
    }

    /** Makes a task ready whose wait a cancellation has ended. */
    private void goOn(Task<?> task, @Nullable Suspension ended) {
        if (ended != null) {
            rounds.ready.add(task);
            try {
                task.detaches(ended);
            } catch (Throwable failure) {
                handle(failure);
            }
        }
    }

    @Override
    final void atHome(Runnable action) {
        if (isHome()) {
            action.run();
        } else {
            send(action);
        }
    }

    /** Posts, unless the loop is closed: then there is no task any more that could miss the action. */
    final void send(Runnable action) {
        try {
            post(action);
        } catch (RejectedExecutionException closed) {
            assert life.isClosing() : closed;
        }
    }

    @Override
    protected final void post(Runnable action) {
        if (isHome()) {
            rounds.ready.add(action);
        } else {
            rounds.inbox.send(action);
        }
    }

    @Override
    final void launch(Task<?> task) {
        if (isHome()) {
            started(task);
            rounds.ready.add(task);
        } else {
            refuseIfClosing();
            post(() -> launch(task));
        }
    }

    @Override
    protected final void started(Strand<?> strand) {
        tasks.add((Task<?>) strand);
        if (life.isEnding()) {
            cancel(strand, "The event loop ends");
        }
    }

    @Override
    protected final void finished(Strand<?> strand) {
        Task<?> task = (Task<?>) strand;
        tasks.remove(task);
        task.orphan();
        life.ended(task);
    }

    @Override
    protected final void unheard(Strand<?> strand, Failure failure) {
        unheard.add((Task<?>) strand, failure);
    }

    @Override
    final void schedule(Timer timer) {
        rounds.timers.add(timer);
    }

    @Override
    final void unschedule(Timer timer) {
        var unused = rounds.timers.remove(timer);
    }

    final void refuseIfClosing() {
        if (life.isClosing()) {
            throw new RejectedExecutionException(this + " is closed");
        }
    }

    final List<Task<?>> liveTasks() {
        return tasks.snapshot();
    }

    final boolean hasTasks() {
        return !tasks.isEmpty();
    }

    final void cancelAll(String reason) {
        for (Task<?> task : tasks.snapshot()) {
            cancel(task, reason);
        }
    }

    /** Called after each batch. */
    final void lookedAround() {
        life.checkInterrupt();
        unheard.reportCollected();
    }

    final void reportUnheard() {
        unheard.reportAll();
    }

    /** Has the handler told of a failure that belongs to no task. */
    final void handle(Throwable failure) {
        handle(null, failure);
    }

    final void handle(@Nullable Task<?> task, Throwable failure) {
        FailureLog.handle(exceptionHandler, task, failure);
    }
}
