// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Origins;
import dev.heddle.runtime.poll.GuestPoller;
import dev.heddle.runtime.poll.Poller;
import dev.heddle.runtime.poll.SelectorPoller;
import dev.heddle.runtime.poll.VirtualPoller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What can be set about a loop before it is made: the larger part of {@link EventLoop.Builder}.
 *
 * @param <B> the builder
 */
abstract class LoopSettings<B extends LoopSettings<B>> {

    /** As long as asyncio thinks a step may take. */
    private static final Duration SLOW = Duration.ofMillis(100);

    String name = "heddle-loop";
    private BiConsumer<? super @Nullable Task<?>, ? super Throwable> exceptionHandler = FailureLog.INSTANCE;
    private boolean virtualTime;
    private boolean failsWhenStuck;
    private @Nullable Executor blocking;
    private @Nullable Executor computing;
    private Duration offloadPatience = Duration.ofSeconds(30);
    private Consumer<? super LoopWarning> warningHandler = FailureLog.INSTANCE;
    private @Nullable Duration slowStep = Origins.TRACKED ? SLOW : null;

    @Nullable
    Runnable wakeup;

    @Nullable
    LongSupplier guestTime;

    private @Nullable LongSupplier stepTime;
    private final List<ContextCarrier<?>> carriers = new ArrayList<>();
    private final List<LoopListener> listeners = new ArrayList<>();

    @Nullable
    Long seed;

    @Nullable
    Duration timeLimit;

    LoopSettings() {}

    /** Gives the builder, for its methods to be chained. */
    abstract B self();

    final LoopSetup setup() {
        return new LoopSetup(
                poller(),
                failsWhenStuck,
                exceptionHandler,
                warningHandler,
                new Offload(blocking, computing, virtualTime, offloadPatience),
                carriers.isEmpty() ? null : Carriers.of(carriers, exceptionHandler),
                listeners.isEmpty() ? null : new Listeners(listeners, exceptionHandler),
                slowStep == null ? null : clock(slowStep));
    }

    private StepClock clock(Duration limit) {
        return new StepClock(
                limit,
                stepTime == null ? System::nanoTime : stepTime,
                warning -> FailureLog.warn(warningHandler, warning));
    }

    private Poller poller() {
        if (wakeup != null) {
            return new GuestPoller(wakeup, guestTime);
        }
        return virtualTime ? new VirtualPoller() : new SelectorPoller();
    }

    /**
     * Names the loop, and the thread if it has its own.
     *
     * @param value the name; {@code heddle-loop} if none is set
     * @return this
     */
    public final B name(String value) {
        name = Objects.requireNonNull(value, "name");
        return self();
    }

    /**
     * Sets what is told of failures that nobody hears of. It is called on the loop's thread, with the task (once that has been collected, another one of its name that
     * has failed like it), or with null if an action failed.
     *
     * @param handler the handler; the system's logger if none is set
     * @return this
     */
    public final B exceptionHandler(BiConsumer<? super @Nullable Task<?>, ? super Throwable> handler) {
        exceptionHandler = Objects.requireNonNull(handler, "handler");
        return self();
    }

    /**
     * Has a run fail with an {@link IllegalStateException} that names who waits, when nothing is ready and no timer is set while there are tasks: for programs in which
     * no other thread wakes anything. Otherwise the loop warns after ten seconds, once, and goes on waiting.
     *
     * @return this
     */
    public final B failWhenStuck() {
        failsWhenStuck = true;
        return self();
    }

    /**
     * Gives the loop a clock that stands still, and moves to the next deadline when nothing is ready: for tests and simulations.
     *
     * @return this
     */
    public final B virtualTime() {
        virtualTime = true;
        return self();
    }

    /**
     * Sets what is told of things that look like mistakes. It is called on the loop's thread, but for {@link LoopWarning.Kind#BLOCKED}, which the watchdog's thread
     * tells.
     *
     * @param handler the handler; the system's logger if none is set
     * @return this
     */
    public final B warningHandler(Consumer<? super LoopWarning> handler) {
        warningHandler = Objects.requireNonNull(handler, "handler");
        return self();
    }

    /**
     * Has tasks that are ready run in any order instead of first come, first served: one that the seed decides, so that a run can be repeated. Actions keep their order
     * among themselves. For tests: what works only in the usual order is found out.
     *
     * @param value the seed
     * @return this
     */
    public final B seed(long value) {
        seed = value;
        return self();
    }

    /**
     * Has the loop look for mistakes, at some cost: it warns of steps and actions that hold it up for a tenth of a second, while they do and when they have ended, and of
     * task scopes that nobody closes. The system property {@code heddle.debug} does so for all loops, and besides finds coroutines that nobody awaits.
     *
     * @return this
     */
    public final B debug() {
        return debug(SLOW);
    }

    /**
     * Has the loop look for mistakes as {@link #debug()} does.
     *
     * @param limit how long a step may take, more than 0
     * @return this
     */
    public final B debug(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("The limit of a step has to be more than 0, and is " + limit);
        }
        slowStep = limit;
        return self();
    }

    /** Sets the clock by which steps are measured. */
    final B stepTime(LongSupplier nanoTime) {
        stepTime = nanoTime;
        return self();
    }

    /**
     * Adds a listener. They are told in the order in which they were added.
     *
     * @param listener the listener
     * @return this
     */
    public final B listener(LoopListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return self();
    }

    /**
     * Sets where {@link Tasks#blocking} has its work done.
     *
     * @param executor the executor, which the loop does not shut down. If none is set: virtual threads of the loop's own where there are such (JDK 21 and later), else a
     *     pool of its own with at most 64 daemon threads
     * @return this
     */
    public final B blockingExecutor(Executor executor) {
        blocking = Objects.requireNonNull(executor, "executor");
        return self();
    }

    /**
     * Sets where {@link Tasks#compute} has its work done.
     *
     * @param executor the executor, which the loop does not shut down; the common {@link java.util.concurrent.ForkJoinPool} if none is set
     * @return this
     */
    public final B computeExecutor(Executor executor) {
        computing = Objects.requireNonNull(executor, "executor");
        return self();
    }

    /**
     * Sets how long closing the loop waits for offloaded work that goes on although it was cancelled and interrupted. After that the loop warns, with the stacks of the
     * threads, and closes.
     *
     * @param limit how long; 30 seconds if none is set
     * @return this
     */
    public final B offloadPatience(Duration limit) {
        offloadPatience = Objects.requireNonNull(limit, "limit");
        return self();
    }

    /**
     * Has each task carry with it what belongs to threads. May be called several times; the carriers are restored in that order.
     *
     * @param carrier what to carry
     * @return this
     */
    public final B carry(ContextCarrier<?> carrier) {
        carriers.add(Objects.requireNonNull(carrier, "carrier"));
        return self();
    }

    /**
     * Has a run fail with an {@link IllegalStateException} that names who waits, when nothing is ready and the next timer is due after this time, counted from when the
     * loop is made: for tests of what may wait for ever without being stuck.
     *
     * @param value the time; no limit if none is set
     * @return this
     */
    public final B timeLimit(Duration value) {
        timeLimit = Objects.requireNonNull(value, "value");
        return self();
    }
}
