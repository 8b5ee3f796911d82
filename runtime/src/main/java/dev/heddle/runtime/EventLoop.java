// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.AsyncCallable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Current;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.HotFuture;
import dev.heddle.runtime.poll.SelectorPoller;
import dev.heddle.runtime.poll.VirtualPoller;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on one thread, one at a time: between two awaits nothing else of the loop runs. Most programs need no more of it than {@link #run(Coroutine)}.
 *
 * <p>A loop is either driven, by whatever thread calls {@link #runUntilDone(Coroutine)}, any number of times; or it has a thread of its own, which runs until
 * {@link #close()}. What is ready runs in the order in which it became so; timers with equal deadlines fire in the order in which they were set. Tasks that are always
 * ready don't keep the loop from its timers and from what other threads send: it looks at them after 64 steps at the latest.
 *
 * <p>When a run ends, the tasks that are left are cancelled, and their cleanup is awaited. A failure that nobody heard of goes to the exception handler: when its task
 * has been garbage-collected, or at the end of the run.
 */
public final class EventLoop extends ConfinedScheduler implements Executor, AutoCloseable {

    private final String name;

    private EventLoop(Builder builder) {
        super(
                builder.virtualTime ? new VirtualPoller() : new SelectorPoller(),
                builder.failsWhenStuck,
                builder.exceptionHandler);
        this.name = builder.name;
    }

    /**
     * Runs a coroutine, and whatever it spawns, on a new loop on the calling thread. When it has ended, tasks that are left are cancelled and their cleanup is awaited.
     * Interrupting the thread cancels the coroutine; the thread's interrupt status is set again when this method returns or throws.
     *
     * @param <T> what the coroutine gives
     * @param main the coroutine, which nobody has used yet; its failure is thrown here, itself, also when it is a checked exception
     * @return what it gives
     * @throws IllegalStateException if the calling thread runs a loop already
     */
    public static <T extends @Nullable Object> T run(Coroutine<T> main) {
        try (EventLoop loop = builder().build()) {
            return loop.runUntilDone(main);
        }
    }

    /**
     * Runs a coroutine as {@link #run(Coroutine)} does.
     *
     * @param <T> what the coroutine gives
     * @param main makes the coroutine, on the loop
     * @return what it gives
     * @throws IllegalStateException if the calling thread runs a loop already
     */
    public static <T extends @Nullable Object> T run(AsyncCallable<T> main) {
        try (EventLoop loop = builder().build()) {
            return loop.runUntilDone(main);
        }
    }

    /**
     * Begins to make a loop.
     *
     * @return a builder with the defaults
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Gives the loop whose task, or action, calls this.
     *
     * @return the loop
     * @throws IllegalStateException if the calling thread runs none
     */
    public static EventLoop current() {
        if (Current.get().dispatcher instanceof EventLoop loop) {
            return loop;
        }
        throw new IllegalStateException("No event loop runs on this thread: start one with EventLoop.run");
    }

    /**
     * Runs a coroutine on the calling thread, as {@link #run(Coroutine)} does but on this loop. It may be called again when it has returned.
     *
     * @param <T> what the coroutine gives
     * @param main the coroutine, which nobody has used yet; its failure is thrown here
     * @return what it gives
     * @throws IllegalStateException if the loop is closed or runs already, or the calling thread runs another one
     */
    public <T extends @Nullable Object> T runUntilDone(Coroutine<T> main) {
        return runUntilDone(Roots.<T>of(main));
    }

    /**
     * Runs a coroutine as {@link #runUntilDone(Coroutine)} does.
     *
     * @param <T> what the coroutine gives
     * @param main makes the coroutine, on the loop
     * @return what it gives
     * @throws IllegalStateException if the loop is closed or runs already, or the calling thread runs another one
     */
    public <T extends @Nullable Object> T runUntilDone(AsyncCallable<T> main) {
        return runUntilDone(Roots.<T>of(main));
    }

    private <T extends @Nullable Object> T runUntilDone(Frame<T> root) {
        Task<T> task = new Task<>(this, root, null);
        lifecycle().runUntilDone(task);
        return task.resultNow();
    }

    /**
     * Starts a task from any thread. A loop that nobody drives at the moment runs it in its next run.
     *
     * @param <T> what the coroutine gives
     * @param coroutine the coroutine, which nobody has used yet
     * @return its future; cancelling that cancels the task, and a cancelled task cancels the future
     * @throws RejectedExecutionException if the loop is closed
     */
    public <T extends @Nullable Object> CompletableFuture<T> submit(Coroutine<T> coroutine) {
        return submit(Roots.<T>of(coroutine));
    }

    /**
     * Starts a task as {@link #submit(Coroutine)} does.
     *
     * @param <T> what the coroutine gives
     * @param callable makes the coroutine, on the loop
     * @return its future
     * @throws RejectedExecutionException if the loop is closed
     */
    public <T extends @Nullable Object> CompletableFuture<T> submit(AsyncCallable<T> callable) {
        return submit(Roots.<T>of(callable));
    }

    private <T extends @Nullable Object> CompletableFuture<T> submit(Frame<T> root) {
        refuseIfClosing();
        Task<T> task = new Task<>(this, root, null);
        // First the future, so that it hears of a task that fails at once.
        CompletableFuture<T> future = HotFuture.of(task);
        launch(task);
        return future;
    }

    /**
     * Runs an action on the loop, behind what is ready, from any thread: those of one thread in the order in which it sent them. What an action throws goes to the
     * exception handler. Whatever has been accepted is run.
     *
     * @param action what to run; it should not block
     * @throws RejectedExecutionException if the loop is closed
     */
    @Override
    public void execute(Runnable action) {
        Objects.requireNonNull(action, "action");
        refuseIfClosing();
        post(action);
    }

    /**
     * Tells the exception handler of a failure that has nobody else to go to: for what runs tasks on behalf of others, as servers do. On the loop's thread.
     *
     * @param task the task that failed
     * @param failure how
     */
    public void report(Task<?> task, Throwable failure) {
        handle(Objects.requireNonNull(task, "task"), Objects.requireNonNull(failure, "failure"));
    }

    /**
     * Lists the tasks that have not ended, oldest first.
     *
     * @return a copy
     * @throws IllegalStateException if called from another thread than the loop's
     */
    public List<Task<?>> tasks() {
        if (!isHome()) {
            throw new IllegalStateException("Only the loop's own thread can list its tasks: use loop.execute");
        }
        return liveTasks();
    }

    /**
     * Tells the time that the loop's timers go by.
     *
     * @return nanoseconds since an arbitrary origin, like {@link System#nanoTime()}; only differences mean anything
     */
    @Override
    public long nanoTime() {
        return time();
    }

    /**
     * Closes the loop: cancels its tasks, awaits their cleanup, runs what has been accepted, and refuses the rest. Called while another thread runs the loop, it returns
     * when that is over; interrupts are put off until then. Closing twice does nothing.
     *
     * @throws IllegalStateException if a task or an action of the loop calls it
     */
    @Override
    public void close() {
        lifecycle().close();
    }

    @Override
    public String toString() {
        return "EventLoop[" + name + "]";
    }

    private EventLoop startThread() {
        Thread thread = new Thread(lifecycle()::serve, name);
        lifecycle().reserve(thread);
        thread.start();
        return this;
    }

    /** Makes a loop. For one thread. */
    public static final class Builder {

        private String name = "heddle-loop";
        private BiConsumer<? super @Nullable Task<?>, ? super Throwable> exceptionHandler = FailureLog.INSTANCE;
        private boolean virtualTime;
        private boolean failsWhenStuck;

        private Builder() {}

        /**
         * Names the loop, and the thread if it has its own.
         *
         * @param value the name; {@code heddle-loop} if none is set
         * @return this
         */
        public Builder name(String value) {
            name = Objects.requireNonNull(value, "name");
            return this;
        }

        /**
         * Sets what is told of failures that nobody hears of. It is called on the loop's thread, with the task (once that has been collected, another one of its name that
         * has failed like it), or with null if an action failed.
         *
         * @param handler the handler; the system's logger if none is set
         * @return this
         */
        public Builder exceptionHandler(BiConsumer<? super @Nullable Task<?>, ? super Throwable> handler) {
            exceptionHandler = Objects.requireNonNull(handler, "handler");
            return this;
        }

        /**
         * Has a run fail with an {@link IllegalStateException} that names who waits, when nothing is ready and no timer is set while there are tasks: for programs in which
         * no other thread wakes anything. Otherwise the loop warns after ten seconds, once, and goes on waiting.
         *
         * @return this
         */
        public Builder failWhenStuck() {
            failsWhenStuck = true;
            return this;
        }

        /**
         * Gives the loop a clock that stands still, and moves to the next deadline when nothing is ready: for tests and simulations.
         *
         * @return this
         */
        public Builder virtualTime() {
            virtualTime = true;
            return this;
        }

        /**
         * Makes a loop that its callers drive.
         *
         * @return the loop
         */
        public EventLoop build() {
            return new EventLoop(this);
        }

        /**
         * Makes a loop with a thread of its own, which is not a daemon, and starts it.
         *
         * @return the loop
         */
        public EventLoop start() {
            return build().startThread();
        }
    }
}
