// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.AsyncCallable;
import dev.heddle.Awaitable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Current;
import dev.heddle.runtime.codegen.Dispatcher;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.StepHook;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.timer.Timer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks run. A task stays on its scheduler, and does one thing at a time wherever that has many threads. An {@link EventLoop} is a scheduler, and any
 * {@link Executor} makes one.
 */
public abstract class Scheduler extends Dispatcher {

    /** How many tasks may be started at once inside one another. */
    private static final int MOST_NESTED = 64;

    /** Carry what belongs to threads; null if nobody has asked for it. */
    final @Nullable Carriers carriers;

    Scheduler(@Nullable StepHook hooks, @Nullable Carriers carriers) {
        super(hooks);
        this.carriers = carriers;
    }

    /**
     * Makes a scheduler of an executor, say of a user interface's or a server's own event loop, or of a thread pool. Each task is a serial strand: it may change threads
     * between two awaits but never runs on two at once, and what it did before an await happens before what it does after. An executor that refuses a task's next step
     * gets that task cancelled: it ends on the thread that met the refusal.
     *
     * <p>Failures that nobody hears of go to the {@link System.Logger}.
     *
     * @param executor where to run
     * @return a new scheduler
     */
    public static Scheduler over(Executor executor) {
        return ExecutorScheduler.on(Objects.requireNonNull(executor, "executor"), null);
    }

    /**
     * Makes a scheduler of an executor as {@link #over(Executor)} does, whose tasks carry what belongs to threads with them.
     *
     * @param executor where to run
     * @param carriers what to carry
     * @return a new scheduler
     */
    public static Scheduler over(Executor executor, ContextCarrier<?>... carriers) {
        return ExecutorScheduler.on(
                Objects.requireNonNull(executor, "executor"), Carriers.of(List.of(carriers), FailureLog.INSTANCE));
    }

    /**
     * Gives the scheduler whose task, or action, calls this.
     *
     * @return the scheduler
     * @throws IllegalStateException if the calling thread runs none
     */
    public static Scheduler current() {
        return of(Current.get());
    }

    private static Scheduler of(Current current) {
        if (current.dispatcher instanceof Scheduler scheduler) {
            return scheduler;
        }
        throw new IllegalStateException(
                "No scheduler runs on this thread: call this in a coroutine, start one with EventLoop.run, or name the scheduler"
                        + " (scheduler.spawn, loop.submit)");
    }

    /**
     * Starts a task. It runs as soon as the scheduler comes to it, never inside this call. From any thread.
     *
     * @param <T> what it gives
     * @param awaitable usually a coroutine, which nobody may have used yet
     * @return the task
     * @throws IllegalStateException if the coroutine has been used
     * @throws java.util.concurrent.RejectedExecutionException if the scheduler is closed
     */
    public final <T extends @Nullable Object> Task<T> spawn(Awaitable<T> awaitable) {
        return spawned(Roots.of(awaitable), null, Current.get());
    }

    /**
     * Starts a task as {@link #spawn(Awaitable)} does, under a name.
     *
     * @param <T> what it gives
     * @param name the task's name
     * @param awaitable usually a coroutine, which nobody may have used yet
     * @return the task
     */
    public final <T extends @Nullable Object> Task<T> spawn(String name, Awaitable<T> awaitable) {
        return spawned(Roots.of(awaitable), Objects.requireNonNull(name, "name"), Current.get());
    }

    /**
     * Starts a task as {@link #spawn(Awaitable)} does. The callable is called by the task, so what it throws is the task's failure.
     *
     * @param <T> what it gives
     * @param callable makes the coroutine
     * @return the task
     */
    public final <T extends @Nullable Object> Task<T> spawn(AsyncCallable<T> callable) {
        return spawned(Roots.of(callable), null, Current.get());
    }

    /**
     * Starts a task as {@link #spawn(AsyncCallable)} does, under a name.
     *
     * @param <T> what it gives
     * @param name the task's name
     * @param callable makes the coroutine
     * @return the task
     */
    public final <T extends @Nullable Object> Task<T> spawn(String name, AsyncCallable<T> callable) {
        return spawned(Roots.of(callable), Objects.requireNonNull(name, "name"), Current.get());
    }

    /**
     * Runs a coroutine on this scheduler, as a task, and waits for it, on whatever scheduler the caller's task runs: {@code await(loop.call(() -> lookUp(key)))}. If the wait
     * is cancelled, so is that task, and its end is awaited: when this is over, nothing of it runs any more.
     *
     * @param <T> what it gives
     * @param callable makes the coroutine, on this scheduler
     * @return a coroutine that gives the same; its failure is the task's own, or that this scheduler is closed ({@link java.util.concurrent.RejectedExecutionException}, or
     *     {@link java.util.concurrent.CancellationException} if that happens meanwhile). A value that is given in spite of a cancellation is not lost
     */
    public final <T extends @Nullable Object> Coroutine<T> call(AsyncCallable<T> callable) {
        return new ElsewhereCall<>(this, null, Objects.requireNonNull(callable, "callable"));
    }

    /**
     * Runs a coroutine on this scheduler as {@link #call(AsyncCallable)} does, under a name.
     *
     * @param <T> what it gives
     * @param name the task's name
     * @param callable makes the coroutine, on this scheduler
     * @return a coroutine that gives the same
     */
    public final <T extends @Nullable Object> Coroutine<T> call(String name, AsyncCallable<T> callable) {
        return new ElsewhereCall<>(
                this, Objects.requireNonNull(name, "name"), Objects.requireNonNull(callable, "callable"));
    }

    /** Starts a task where the caller runs. What runs there is looked up once: it takes as long as all the rest. */
    static <T extends @Nullable Object> Task<T> spawnHere(Awaitable<T> awaitable) {
        Current current = Current.get();
        return of(current).spawned(Roots.of(awaitable), null, current);
    }

    private <T extends @Nullable Object> Task<T> spawned(Frame<T> root, @Nullable String name, Current current) {
        Task<T> task = new Task<>(this, root, name);
        task.adopt(current);
        launch(task);
        return task;
    }

    /** See {@link Tasks#spawnNow}. At home, if there is such a place. */
    final <T extends @Nullable Object> Task<T> spawnNow(Awaitable<T> awaitable) {
        Task<T> task = new Task<>(this, Roots.of(awaitable), null);
        task.adopt(Current.get());
        launchNow(task);
        return task;
    }

    /** Tells whether the calling thread runs a task, or an action, of this scheduler. */
    final boolean runsHere() {
        return Current.get().dispatcher == this;
    }

    /** Runs a task that has just been made until it first waits; nested too deep for the Java stack, it is queued instead. At home, if there is such a place. */
    final void launchNow(Task<?> task) {
        Current current = Current.get();
        if (current.nested >= MOST_NESTED) {
            launch(task);
            return;
        }
        started(task);
        current.nested++;
        try {
            task.run(current);
        } finally {
            current.nested--;
        }
    }

    @Override
    protected final <T extends @Nullable Object> Strand<T> strandFor(Frame<T> root) {
        Task<T> task = new Task<>(this, root, null);
        task.inherit();
        return task;
    }

    /** Tells whether it is worth remembering who opened what. */
    abstract boolean isDebugging();

    /** Tells of something that looks like a mistake. */
    abstract void warn(LoopWarning.Kind kind, String message, @Nullable Task<?> task);

    @Override
    protected final void unheeded(Strand<?> strand, int times) {
        Task<?> task = (Task<?>) strand;
        warn(
                LoopWarning.Kind.UNHEEDED,
                "Task " + task.name() + " is cancelled, but has caught that and awaited again " + times
                        + " times. What catches a CancellationException in a loop has to leave the loop. It awaits here:"
                        + LostThings.places(task.asyncStack()),
                task);
    }

    /** Where the work is done that would hold this scheduler up. */
    abstract Offload offload();

    /** Runs work here, behind what is ready. From any thread. */
    final void postWork(Runnable work) {
        post(work);
    }

    /** Has the exception handler told of a failure that nobody waits for any more. From any thread. */
    abstract void handleElsewhere(Task<?> task, Throwable failure);

    /** Starts a task that has just been made. From any thread. */
    abstract void launch(Task<?> task);

    /**
     * Tells the time that this scheduler's timers go by. From any thread.
     *
     * @return nanoseconds since an arbitrary origin, like {@link System#nanoTime()}; only differences mean anything
     */
    public abstract long nanoTime();

    /** Runs an action where timers are set: now, if the calling thread is that of the loop, or there is no such thread. An action for a loop that is closed is dropped. */
    abstract void atHome(Runnable action);

    /** Ends the waits of a task that is in a scope which has just been cancelled, and those of the tasks in the scopes inside it. From any thread. */
    void interrupt(Task<?> task) {
        ArrayDeque<Task<?>> reached = new ArrayDeque<>();
        for (Task<?> next = task; next != null; next = reached.poll()) {
            interruptOne(next, reached);
        }
    }

    /** Does so for the tasks in the scopes of a task that has been interrupted already. */
    final void interruptReached(Task<?> task) {
        ArrayDeque<Task<?>> reached = new ArrayDeque<>();
        task.addReached(reached);
        for (Task<?> next = reached.poll(); next != null; next = reached.poll()) {
            interruptOne(next, reached);
        }
    }

    /** Ends a task's wait, if it is in a cancelled scope, and adds the tasks that are in turn reached by that. At home, if there is such a place. */
    abstract void interruptOne(Task<?> task, Collection<? super Task<?>> reached);

    /** Adds a timer. At home, if there is such a place. */
    abstract void schedule(Timer timer);

    /** Removes a timer, if it has not fired. At home, if there is such a place. */
    abstract void unschedule(Timer timer);

    /** {@inheritDoc} Here so that scopes can ask it. */
    @Override
    protected abstract boolean isConfined();

    /** {@inheritDoc} Here so that tasks can call it. */
    @Override
    protected abstract void cancel(Strand<?> strand, @Nullable String reason);
}
