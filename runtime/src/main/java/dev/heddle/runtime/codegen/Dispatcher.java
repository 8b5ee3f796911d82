// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Where strands run, as the kernel sees it. An event loop is one, and so is any executor; {@code dev.heddle.runtime.Scheduler} is its public face. */
public abstract class Dispatcher {

    /** What is done around each step; null if nothing is. */
    final @Nullable StepHook hook;

    /** For dispatchers that do nothing around their steps. */
    protected Dispatcher() {
        this(null);
    }

    /**
     * For the runtime's schedulers.
     *
     * @param hook what is done around each step of a strand, or null
     */
    protected Dispatcher(@Nullable StepHook hook) {
        this.hook = hook;
    }

    /**
     * Tells whether all strands of this dispatcher run on one thread, so that what belongs to them needs no atomics.
     *
     * @return true for an event loop
     */
    protected abstract boolean isConfined();

    /**
     * Tells whether the calling thread may touch the strands of this dispatcher.
     *
     * @return true on the loop's own thread; false for a dispatcher of many threads
     */
    protected abstract boolean isHome();

    /**
     * Queues a strand behind all that are ready. Called at home, or, where the dispatcher has many threads, by whoever woke the strand.
     *
     * @param strand a strand that is not queued and does not run
     */
    protected abstract void ready(Strand<?> strand);

    /**
     * Wakes a strand from any thread, if it still waits for that suspension: by {@link Strand#resumeFrom}, called so that it can't meet the strand running or being
     * cancelled.
     *
     * @param strand who waits
     * @param from what it waited for
     * @param outcome a value, or a {@link Failure}
     */
    protected abstract void wake(Strand<?> strand, Suspension from, @Nullable Object outcome);

    /**
     * Cancels a strand from any thread: by {@link Strand#cancelHere}, called so that it can't meet the strand running or being woken.
     *
     * @param strand the strand
     * @param reason the message of the exceptions to come, or null
     */
    protected abstract void cancel(Strand<?> strand, @Nullable String reason);

    /**
     * Runs an action at home, after what is ready, from any thread.
     *
     * @param action what to run
     * @throws java.util.concurrent.RejectedExecutionException if the dispatcher is closed; then all its strands have ended
     */
    protected abstract void post(Runnable action);

    /**
     * Makes a strand of this dispatcher, not yet started.
     *
     * @param <T> what the coroutine gives
     * @param root the coroutine, claimed
     * @return the strand
     */
    protected abstract <T extends @Nullable Object> Strand<T> strandFor(Frame<T> root);

    /**
     * Notes a strand that has begun to exist, before anything of it runs.
     *
     * @param strand the strand
     */
    protected abstract void started(Strand<?> strand);

    /**
     * Notes a strand that has ended, before those who wait for it are woken.
     *
     * @param strand the strand
     */
    protected abstract void finished(Strand<?> strand);

    /**
     * Notes a failure that nobody waited for when it happened. Somebody may still hear of it: {@link Failure#isHeard}.
     *
     * @param strand the strand that failed
     * @param failure how
     */
    protected abstract void unheard(Strand<?> strand, Failure failure);

    /**
     * Notes how many strands wait for what other threads of the runtime do, and so are not stuck, though nothing of the dispatcher's own can wake them. At home, or, where the
     * dispatcher has many threads, from any.
     *
     * @param change 1 when such a wait begins, -1 when it is over
     */
    protected void waitsForThreads(int change) {
        // Who never asks whether all are stuck need not count.
    }

    /**
     * Notes a strand that is cancelled, and has caught that and awaited again so often that it will hardly end. At home, or, where the dispatcher has many threads, from any.
     *
     * @param strand the strand, suspended
     * @param times how often
     */
    protected void unheeded(Strand<?> strand, int times) {
        // Who tells nobody need not note it.
    }

    /**
     * The dispatcher of the calling thread; outside any, the one that goes on with a coroutine on the thread that completes what it awaits.
     *
     * @return the dispatcher, for a hot coroutine that starts here
     */
    static Dispatcher currentOrInline() {
        Dispatcher current = Current.get().dispatcher;
        return current != null ? current : Inline.DISPATCHER;
    }

    /** Loaded at the first hot call outside a loop. A service, because the kernel knows nothing of the layers above it. */
    private static final class Inline {
        static final Dispatcher DISPATCHER = ServiceLoader.load(
                        InlineDispatcher.class, Dispatcher.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "heddle-runtime is incomplete: no service " + InlineDispatcher.class.getName()
                                + "; if the jar was merged with others, keep its META-INF/services"))
                .dispatcher();
    }
}
