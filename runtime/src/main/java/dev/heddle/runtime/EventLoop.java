// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.AsyncCallable;
import dev.heddle.Coroutine;
import dev.heddle.Registration;
import dev.heddle.runtime.codegen.Current;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.HotFuture;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
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
        super(builder.setup());
        this.name = builder.name;
        if (builder.seed != null) {
            shuffle(builder.seed);
        }
        if (builder.timeLimit != null) {
            limitTime(builder.timeLimit);
        }
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
     * Runs a coroutine on the calling thread, as {@link #run(Coroutine)} does but on this loop. It may be called again when it has returned; the coroutine then starts with
     * the values of {@link TaskLocal}s with which that of the last run ended.
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
        task.inherit();
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
        task.inherit();
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
     * Runs an action on the loop, behind what is ready, whenever a signal of the operating system comes, instead of what the JVM does then: for {@code TERM}, {@code INT},
     * {@code HUP}. From any thread.
     *
     * <pre>{@code
     * Task<?> main = Task.current();
     * EventLoop.current().onSignal("TERM", () -> main.cancel("terminated"));
     * }</pre>
     *
     * <p>A signal that the process was told to ignore when it was started, as {@code nohup} does with {@code HUP}, stays ignored.
     *
     * @param name the signal's name, without {@code SIG}
     * @param action what to run
     * @return to be detached: then whoever handled the signal before does so again. Detaching twice does nothing; closing the loop detaches as well
     * @throws IllegalArgumentException if there is no such signal, or it can't be handled, as {@code KILL}
     * @throws UnsupportedOperationException if the JVM gives no access to signals
     */
    public Registration onSignal(String name, Runnable action) {
        Objects.requireNonNull(action, "action");
        return signals().add(Objects.requireNonNull(name, "name"), () -> send(action));
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
    public static final class Builder extends LoopSettings<Builder> {

        private Builder() {}

        @Override
        Builder self() {
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
         * Makes a loop that a host polls, and whose timers go by the system's clock.
         *
         * @param wakeup is called when another thread has sent something to a loop that had nothing to do, on that thread; it should have the host poll soon, and must not
         *     throw. A host that polls regularly has nothing to do here
         * @return the loop
         */
        public GuestLoop guest(Runnable wakeup) {
            this.wakeup = Objects.requireNonNull(wakeup, "wakeup");
            return new GuestLoop(build());
        }

        /**
         * Makes a loop that a host polls, and whose timers go by the host's own clock: when a game stands still, so do the sleeps of its tasks.
         *
         * @param wakeup as {@link #guest(Runnable)} says
         * @param nanoTime the host's clock: nanoseconds since an arbitrary origin, which never goes back. Asked from any thread
         * @return the loop
         */
        public GuestLoop guest(Runnable wakeup, LongSupplier nanoTime) {
            guestTime = Objects.requireNonNull(nanoTime, "nanoTime");
            return guest(wakeup);
        }

        /**
         * Makes a loop that runs in a host's queue: {@code guestOn(SwingUtilities::invokeLater)}. Whenever there is something to do, one round of it is queued there.
         *
         * @param host runs what it is given one after another, on one thread, and never inside {@code execute}
         * @return the loop; it need not be polled
         */
        public GuestLoop guestOn(Executor host) {
            HostedGuest hosted = new HostedGuest(Objects.requireNonNull(host, "host"));
            GuestLoop guest = guest(hosted::wake);
            hosted.serve(guest);
            return guest;
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
