// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.AsyncCallable;
import dev.heddle.AsyncCloseable;
import dev.heddle.Awaitable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Scope;
import dev.heddle.runtime.codegen.Strand;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A block that tasks can't outlive: it ends when all that were spawned in it have ended.
 *
 * <pre>{@code
 * try (TaskScope scope = TaskScope.open()) {
 *     Task<User> user = scope.spawn(loadUser(id));
 *     Task<Cart> cart = scope.spawn(loadCart(id));
 *     return result(new Page(await(user), await(cart)));
 * }
 * }</pre>
 *
 * <p><b>Failures.</b> When a task fails, the others are cancelled, and each await in the body (of the task that opened the scope) that would have to wait throws that first
 * failure itself. Closing waits for all, adds further failures to the first as suppressed ones, and throws the first if the body has not got it yet. A task that is
 * cancelled by itself does not disturb the others. In a {@linkplain #supervisor() supervisor} scope failures don't spread: whoever awaits a task gets its failure, and one
 * that nobody awaits is reported by the scheduler.
 *
 * <p><b>Cancellation.</b> The scope's tasks are inside whatever cancel scopes and timeouts it is opened in: these cancel the body and the tasks, while the body runs and while
 * the scope closes; closing then waits for the tasks, and throws. {@link #cancel()} cancels the body and the tasks.
 *
 * <p><b>A body that fails by itself.</b> Its failure goes on when the tasks, which are cancelled, have ended; their failures are added to it.
 *
 * <p>A scope is opened and closed by one task, on whose scheduler all of its tasks run. The other methods may be called from any thread.
 */
public final class TaskScope extends Scope implements AsyncCloseable {

    /**
     * Makes the coroutine of a task that is to get ready for something. It may give anything: hence no {@link AsyncFunction}, for a lambda of that would have to give an
     * {@code Object}.
     *
     * @param <V> what the task has to say when it is ready
     */
    @FunctionalInterface
    public interface Starter<V extends @Nullable Object> {

        /**
         * Makes the coroutine.
         *
         * @param ready what it has to complete when it is ready
         * @return the coroutine, which nobody has started yet
         * @throws Exception if it can't be made; then {@link TaskScope#start} fails with this exception
         */
        Coroutine<?> apply(Promise<V> ready) throws Exception;
    }

    private final Task<?> owner;
    private final boolean failFast;

    /** Where, in debug mode; else null. */
    private final @Nullable Throwable opened;

    final Children children = new Children();
    private final ScopeFailures failures = new ScopeFailures();

    TaskScope(Task<?> owner, boolean failFast) {
        super(false);
        this.owner = owner;
        this.failFast = failFast;
        this.opened = owner.scheduler().isDebugging() ? new Throwable() : null;
        owner.enters(this);
    }

    /**
     * Opens a scope in which the first failure cancels the rest.
     *
     * @return the scope, for try-with-resources
     * @throws IllegalStateException outside a task
     */
    public static TaskScope open() {
        return new TaskScope(Task.current(), true);
    }

    /**
     * Opens a scope in which each task fails for itself alone.
     *
     * @return the scope, for try-with-resources
     * @throws IllegalStateException outside a task
     */
    public static TaskScope supervisor() {
        return new TaskScope(Task.current(), false);
    }

    /**
     * Opens a scope as {@link #open()} does, runs a body in it, and closes it. If the body fails, the tasks are cancelled; their failures are added to the body's.
     *
     * @param <T> what the body gives
     * @param body is given the scope, and makes the coroutine
     * @return a coroutine that gives what the body's gives; null if the scope was {@linkplain #cancel() cancelled} and the body ended for that
     */
    public static <T extends @Nullable Object> Coroutine<@Nullable T> run(
            AsyncFunction<? super TaskScope, ? extends T> body) {
        return new ScopeRun<>(body);
    }

    /**
     * Starts a task in this scope, behind what is ready. As long as the scope has tasks these may spawn others, also while it closes.
     *
     * @param <T> what it gives
     * @param awaitable usually a coroutine, which nobody may have used yet
     * @return the task
     * @throws IllegalStateException if the scope is closed (then the coroutine is not used up), or the coroutine has been used
     */
    public <T extends @Nullable Object> Task<T> spawn(Awaitable<T> awaitable) {
        refuseIfClosed();
        return launched(Roots.of(awaitable), null);
    }

    /**
     * Starts a task as {@link #spawn(Awaitable)} does, under a name.
     *
     * @param <T> what it gives
     * @param name the task's name
     * @param awaitable usually a coroutine, which nobody may have used yet
     * @return the task
     */
    public <T extends @Nullable Object> Task<T> spawn(String name, Awaitable<T> awaitable) {
        refuseIfClosed();
        return launched(Roots.of(awaitable), Objects.requireNonNull(name, "name"));
    }

    /**
     * Starts a task as {@link #spawn(Awaitable)} does. The callable is called by the task, so what it throws is the task's failure.
     *
     * @param <T> what it gives
     * @param callable makes the coroutine
     * @return the task
     */
    public <T extends @Nullable Object> Task<T> spawn(AsyncCallable<T> callable) {
        return launched(Roots.of(callable), null);
    }

    /**
     * Starts a task as {@link #spawn(AsyncCallable)} does, under a name.
     *
     * @param <T> what it gives
     * @param name the task's name
     * @param callable makes the coroutine
     * @return the task
     */
    public <T extends @Nullable Object> Task<T> spawn(String name, AsyncCallable<T> callable) {
        return launched(Roots.of(callable), Objects.requireNonNull(name, "name"));
    }

    /**
     * Starts a task and runs it at once, inside this call, until it first has to wait. Called from another thread than the loop's, or from a task started so some dozens of
     * levels deep, it does as {@link #spawn(Awaitable)}.
     *
     * @param <T> what it gives
     * @param awaitable usually a coroutine, which nobody may have used yet
     * @return the task, which may have ended
     */
    public <T extends @Nullable Object> Task<T> spawnNow(Awaitable<T> awaitable) {
        refuseIfClosed();
        Task<T> task = added(Roots.of(awaitable), null, null);
        if (owner.scheduler().runsHere()) {
            owner.scheduler().launchNow(task);
        } else {
            owner.scheduler().launch(task);
        }
        return task;
    }

    /**
     * Starts a task that gets ready for something, say a server that binds its port, and waits until it is. The task is given a promise, and says by completing it that it
     * is ready; it then goes on as a task of this scope.
     *
     * <pre>{@code
     * int port = await(scope.<Integer>start(ready -> serve(0, ready)));
     * }</pre>
     *
     * <p>If the task fails before it is ready, the coroutine fails with that, and the scope is not concerned; if it ends, with an {@link IllegalStateException}. If the
     * wait is cancelled, the task is cancelled as well, and its end is awaited.
     *
     * @param <V> what the task has to say when it is ready
     * @param body is given the promise, and makes the task's coroutine
     * @return a coroutine that starts the task, and gives what the promise is completed with
     */
    public <V extends @Nullable Object> Coroutine<V> start(Starter<V> body) {
        return new Starting<>(this, Objects.requireNonNull(body, "body"));
    }

    private <T extends @Nullable Object> Task<T> launched(Frame<T> root, @Nullable String name) {
        Task<T> task = added(root, name, null);
        owner.scheduler().launch(task);
        return task;
    }

    <T extends @Nullable Object> Task<T> added(Frame<T> root, @Nullable String name, @Nullable Promise<?> ready) {
        Task<T> task = new Task<>(owner.scheduler(), root, name);
        ChildScope child = new ChildScope(this, task, ready);
        task.startsIn(child, owner);
        if (!children.add(child)) {
            throw closed();
        }
        return task;
    }

    void refuseIfClosed() {
        if (children.isClosed()) {
            throw closed();
        }
    }

    private IllegalStateException closed() {
        return new IllegalStateException("This " + this + " is closed, and takes no more tasks: spawn them before its"
                + " block ends, or in a scope that lives longer");
    }

    /**
     * Lists the tasks of this scope that have not ended, oldest first.
     *
     * @return a copy
     */
    public List<Task<?>> tasks() {
        return children.snapshot();
    }

    /** Cancels the scope: its tasks, and those awaits of the body that would have to wait. Closing still waits for the tasks' cleanup. */
    public void cancel() {
        cancelFor(null);
    }

    /**
     * Cancels the scope as {@link #cancel()} does.
     *
     * @param reason the message of the exceptions to come; that of the first cancellation stays
     */
    public void cancel(String reason) {
        cancelFor(Objects.requireNonNull(reason, "reason"));
    }

    void cancelFor(@Nullable String reason) {
        markCancelled(reason);
        owner.scheduler().interrupt(owner);
    }

    /**
     * Tells whether this scope has been cancelled, by a call or because a task failed. The scopes around it don't count.
     *
     * @return true if so
     */
    public boolean isCancelled() {
        return isMarked();
    }

    /**
     * Waits for the scope's tasks to end, whatever happens meanwhile, and closes it. In a coroutine, {@code close()} stands for awaiting this. Closing twice has no effect.
     *
     * @return a coroutine that fails with the first failure of a task, if the body has not got it; else, if it waits and a scope around is cancelled, as any wait
     */
    @Override
    public Coroutine<@Nullable Void> closeAsync() {
        return new ScopeEnd(this, failures, false);
    }

    /**
     * Cancels the scope's tasks, waits for them to end, and closes it. In a coroutine, {@code close()} stands for awaiting this when the body has failed.
     *
     * @param failure how the body has failed
     * @return a coroutine that fails with the first failure of a task, if the body has not got it
     */
    @Override
    public Coroutine<@Nullable Void> closeAsync(Throwable failure) {
        cancelFor("The body of the scope has failed: " + failure);
        return new ScopeEnd(this, failures, true);
    }

    /** Begins to close. On the owner. */
    Promise<Boolean> beginToClose(Task<?> closer) {
        if (closer != owner) {
            throw new IllegalStateException(
                    "This " + this + " can only be closed by the task that opened it, not by " + closer.name());
        }
        return children.close();
    }

    /** The exception for the owner who has waited, if he is cancelled outside this scope; else null. To be thrown. */
    @Nullable
    Throwable cancellationOf(ScopeEnd end) {
        return exceptionFromAround(end, owner);
    }

    /** The last step: the owner goes on outside the scope. */
    void leave() {
        owner.leaves(this);
    }

    /** Says whether an exception by which the body ended is the cancellation of this scope by a call, and so not to be thrown. */
    boolean swallows() {
        return endsCancellation();
    }

    void childEnded(ChildScope child) {
        Promise<?> ready = child.ready;
        boolean early = ready != null && Starting.endedEarly(ready, child.task);
        if (!early && failFast && failures.add(child.task)) {
            cancelFor("A task of the scope has failed: " + child.task.peekException());
        }
        children.remove(child);
    }

    @Override
    protected @Nullable Throwable failureFor(Strand<?> strand) {
        return strand == owner ? failures.deliver() : null;
    }

    @Override
    protected void surfaced(Throwable failure) {
        failures.surfaced(failure);
    }

    @Override
    protected void addMembers(Collection<? super Strand<?>> strands) {
        strands.addAll(children.snapshot());
    }

    /** The owner has ended without closing the scope. Nobody waits for the tasks any more. */
    @Override
    protected void ended(Strand<?> strand) {
        markCancelled("The task that opened the scope has ended without closing it");
        if (opened != null) {
            owner.scheduler()
                    .warn(
                            LoopWarning.Kind.NEVER_CLOSED,
                            "Task " + owner.name() + " has ended without closing a TaskScope. It was opened here:"
                                    + LostThings.places(List.of(opened.getStackTrace())),
                            owner);
        }
        children.snapshot().forEach(owner.scheduler()::interrupt);
    }

    @Override
    public String toString() {
        return "TaskScope[" + owner.name() + (isMarked() ? ", cancelled" : "") + "]";
    }
}
