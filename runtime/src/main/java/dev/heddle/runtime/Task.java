// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.Registration;
import dev.heddle.runtime.codegen.Current;
import dev.heddle.runtime.codegen.Failure;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Frames;
import dev.heddle.runtime.codegen.HotFuture;
import dev.heddle.runtime.codegen.Scope;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.codegen.StrandScope;
import dev.heddle.runtime.codegen.Suspension;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that runs by itself on a {@link Scheduler}. It can be awaited, any number of times, from its own scheduler and from others; awaiting it never cancels it.
 * All methods may be called from any thread, and what the task did happens before whatever its completion wakes.
 *
 * @param <T> what the coroutine gives
 */
public final class Task<T extends @Nullable Object> extends Strand<T> {

    private static final AtomicLong NUMBERS = new AtomicLong();

    /** The neighbours in the loop's {@link TaskList}; the loop's alone. */
    @Nullable
    Task<?> previous;

    @Nullable
    Task<?> next;

    private volatile @Nullable String name;

    /** Null once the task has ended, so that tasks which spawn one another in a row don't hold each other. */
    private @Nullable Task<?> parent;

    /** What surrounds it; null if there is nothing, and once it has ended. The task's own, but for whoever makes it. */
    private @Nullable TaskContext context;

    Task(Scheduler scheduler, Frame<T> root, @Nullable String name) {
        super(scheduler, root);
        if (name != null) {
            // Most have none, and a volatile write would have each spawn wait for all writes before it.
            this.name = name;
        }
    }

    /**
     * Gives the task whose coroutine calls this.
     *
     * @return the task
     * @throws IllegalStateException if no task runs on this thread
     */
    public static Task<?> current() {
        Strand<?> strand = Current.get().strand;
        if (strand instanceof Task<?> task) {
            return task;
        }
        throw new IllegalStateException("No task runs on this thread: Task.current() belongs in a coroutine");
    }

    /**
     * Gives the task's name.
     *
     * @return the name it was spawned with, or else {@code Task-N}, which no other task has
     */
    public String name() {
        String given = name;
        return given != null ? given : numbered();
    }

    /** Most tasks are never asked for their names, so the number is drawn at the first question. */
    private synchronized String numbered() {
        String given = name;
        if (given == null) {
            given = "Task-" + NUMBERS.incrementAndGet();
            name = given;
        }
        return given;
    }

    /**
     * Gives the task that spawned this one; for a task in a {@link TaskScope}, the one that opened the scope.
     *
     * @return the parent; null if this task has ended, or its parent has, or no task spawned it
     */
    public @Nullable Task<?> parent() {
        Task<?> spawner = parent;
        return spawner == null || isDone() || spawner.isDone() ? null : spawner;
    }

    /**
     * Cancels the task: from now on, each of its awaits that would have to wait throws a {@link java.util.concurrent.CancellationException}, until it ends. If it waits
     * now, that wait ends so. A task that has not started yet does start, so that its cleanup runs. If the body catches the exception and returns a value, the task ends
     * normally.
     *
     * @return false if the task has ended already
     */
    public boolean cancel() {
        return cancelFor(null);
    }

    /**
     * Cancels the task as {@link #cancel()} does.
     *
     * @param reason the message of the exceptions to come; that of the first cancellation stays
     * @return false if the task has ended already
     */
    public boolean cancel(String reason) {
        return cancelFor(reason);
    }

    private boolean cancelFor(@Nullable String reason) {
        if (isDone()) {
            return false;
        }
        scheduler().cancel(this, reason);
        return true;
    }

    /**
     * Tells whether the task has ended with an exception other than by its cancellation.
     *
     * @return true if so; false also while it runs
     */
    public boolean isFailed() {
        return outcome() instanceof Failure failure && !failure.isCancellation();
    }

    /**
     * Tells whether the task was cancelled and ended for that reason.
     *
     * @return true if so; false also while it runs, and if the body swallowed the cancellation
     */
    public boolean isCancelled() {
        return outcome() instanceof Failure failure && failure.isCancellation();
    }

    /**
     * Gives the exception by which the task ended, itself.
     *
     * @return the failure, or the {@link java.util.concurrent.CancellationException} of a cancelled task
     * @throws IllegalStateException if the task has not ended, or has a value
     */
    public Throwable exceptionNow() {
        Object outcome = outcome();
        if (outcome instanceof Failure failure) {
            heard();
            surfaceHere(failure.cause());
            return failure.cause();
        }
        throw new IllegalStateException(this + (outcome == PENDING ? " is not done" : " has not failed"));
    }

    /**
     * Makes a future of the task, for code that knows nothing of coroutines. Cancelling the future cancels the task; a cancelled task gives a cancelled future. It is
     * completed on the task's scheduler.
     *
     * @return a new future
     */
    public CompletableFuture<T> toCompletableFuture() {
        return HotFuture.of(this);
    }

    /**
     * Tells where the task waits: the coroutines that are suspended in one another. Exact while the task waits; from another thread than its scheduler's, while it runs,
     * some place where it has been.
     *
     * @return the first 1,024 places, the innermost first; empty if it has not begun to wait, or has ended
     */
    public List<StackTraceElement> asyncStack() {
        return places();
    }

    @Override
    public String toString() {
        Object outcome = outcome();
        String how = outcome instanceof Failure ? outcome.toString() : "done: " + outcome;
        return "Task[" + name() + ", " + (outcome == PENDING ? whereabouts() : how) + "]";
    }

    private String whereabouts() {
        List<StackTraceElement> stack = asyncStack();
        return stack.isEmpty() ? "pending" : "at " + stack.get(0);
    }

    @Override
    protected boolean arm(Strand<?> strand) {
        if (strand == this) {
            throw new IllegalStateException("Task " + name() + " awaits itself, and would wait for ever");
        }
        return super.arm(strand);
    }

    Scheduler scheduler() {
        return (Scheduler) home();
    }

    /** Goes on until the task waits or ends. On its scheduler. */
    void run(Current current) {
        step(current);
    }

    /** Makes the task that spawns this one its parent. Called before this one is launched. */
    void adopt(Current current) {
        if (current.strand instanceof Task<?> spawner) {
            parent = spawner;
            context = TaskContext.inherited(spawner.context, scheduler());
        } else {
            inherit();
        }
    }

    /** Gives the task the values that whoever calls has. Called before the task is launched. */
    void inherit() {
        context = TaskContext.inherited(TaskContext.here(), scheduler());
    }

    @Nullable
    TaskContext context() {
        return context;
    }

    void context(@Nullable TaskContext next) {
        context = next;
    }

    /** Has the task start inside a scope. Called before it is launched. */
    void startsIn(Scope own, Task<?> opener) {
        parent = opener;
        inherit();
        startIn(own);
    }

    /** Forgets its parent, and what surrounded it. Called when it ends. */
    void orphan() {
        parent = null;
        context = null;
    }

    /** See {@link Strand#enter}. */
    void enters(Scope inner) {
        enter(inner);
    }

    /** See {@link Strand#leave}. */
    void leaves(Scope left) {
        leave(left);
    }

    /** The innermost scope that the task is in, or null. */
    @Nullable
    Scope innermost() {
        return scope();
    }

    /** Tells whether an await of the task that would have to wait would throw now. */
    boolean isInCancelledScope() {
        return isCancelledHere();
    }

    /** See {@link Strand#interrupt}. */
    @Nullable
    Suspension interrupts() {
        return interrupt();
    }

    /** See {@link Strand#collectReached}. They are tasks, as all strands are. */
    void addReached(Collection<? super Task<?>> reached) {
        if (scope() == null || scope() instanceof StrandScope) {
            // It has opened none, as most of thousands that are cancelled at once.
            return;
        }
        List<Strand<?>> strands = new ArrayList<>(0);
        collectReached(strands);
        strands.forEach(strand -> reached.add((Task<?>) strand));
    }

    /** Where the task stands, be it on the calling thread. */
    List<StackTraceElement> standsAt(Class<?> asker) {
        return Current.get().strand == this ? Frames.here(asker) : places();
    }

    /** See {@link Strand#collectWaiting}. They are tasks, as all strands are. */
    void addWaiters(Collection<? super Task<?>> waiting) {
        List<Strand<?>> strands = new ArrayList<>(0);
        collectWaiting(strands);
        strands.forEach(strand -> waiting.add((Task<?>) strand));
    }

    /** The task whose future this one awaits; null if it waits for something else. */
    @Nullable
    Task<?> behindFuture() {
        return (Task<?>) HotFuture.behind(this);
    }

    /** Has an action called when the task has ended, without a failure counting as heard by that. */
    Registration watched(Runnable action) {
        return watch(action);
    }

    /** See {@link Strand#resumeFrom}. */
    boolean resumes(Suspension from, @Nullable Object outcome) {
        return resumeFrom(from, outcome);
    }

    /** See {@link Strand#cancelHere}. */
    @Nullable
    Suspension cancels(@Nullable String reason) {
        return cancelHere(reason);
    }

    /** See {@link Strand#detachFrom}. */
    void detaches(Suspension suspension) {
        detachFrom(suspension);
    }

    /** A task that has ended as this one did, for the exception handler to look at when this one has been collected. */
    Task<?> standIn(Failure failure) {
        Task<T> task = new Task<>(scheduler(), Roots.of(Promise.<T>failed(failure.cause())), name());
        task.trySettle(failure);
        return task;
    }

    /** The exception by which the task ended, or null. It does not count as heard. */
    @Nullable
    Throwable peekException() {
        return outcome() instanceof Failure failure ? failure.cause() : null;
    }

    /** Whether it was cancelled, and nothing went wrong in the course of that. */
    boolean isJustCancelled() {
        return outcome() instanceof Failure failure && failure.isCancellation() && !failure.hasSuppressed();
    }

    /** The outcome as it is, for those who wait for many: a value, a {@link Failure}, or {@link #PENDING}. A failure counts as heard. */
    @Nullable
    Object hearOutcome() {
        heard();
        return outcome();
    }
}
