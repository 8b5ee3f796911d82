// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.AsyncCallable;
import dev.heddle.AsyncIterable;
import dev.heddle.Awaitable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Awaits;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What coroutines do with tasks, meant to be imported statically. The methods that make a coroutine may be called anywhere, and do nothing until it is awaited, spawned or
 * run.
 */
public final class Tasks extends Combinators {

    private Tasks() {}

    /**
     * Starts a task on the current scheduler, behind what is ready.
     *
     * @param <T> what it gives
     * @param awaitable usually a coroutine, which nobody may have used yet
     * @return the task
     * @throws IllegalStateException outside a scheduler, or if the coroutine has been used
     */
    public static <T extends @Nullable Object> Task<T> spawn(Awaitable<T> awaitable) {
        return Scheduler.spawnHere(awaitable);
    }

    /**
     * Starts a task as {@link #spawn(Awaitable)} does, under a name.
     *
     * @param <T> what it gives
     * @param name the task's name
     * @param awaitable usually a coroutine, which nobody may have used yet
     * @return the task
     */
    public static <T extends @Nullable Object> Task<T> spawn(String name, Awaitable<T> awaitable) {
        return Scheduler.current().spawn(name, awaitable);
    }

    /**
     * Starts a task as {@link #spawn(Awaitable)} does. The callable is called by the task, so what it throws is the task's failure.
     *
     * @param <T> what it gives
     * @param callable makes the coroutine
     * @return the task
     */
    public static <T extends @Nullable Object> Task<T> spawn(AsyncCallable<T> callable) {
        return Scheduler.current().spawn(callable);
    }

    /**
     * Starts a task as {@link #spawn(AsyncCallable)} does, under a name.
     *
     * @param <T> what it gives
     * @param name the task's name
     * @param callable makes the coroutine
     * @return the task
     */
    public static <T extends @Nullable Object> Task<T> spawn(String name, AsyncCallable<T> callable) {
        return Scheduler.current().spawn(name, callable);
    }

    /**
     * Starts a task on the current scheduler and runs it at once, inside this call, until it first has to wait. What does not wait has ended when this returns. From a task
     * that was itself started so, some dozens of levels deep, it does as {@link #spawn(Awaitable)}.
     *
     * @param <T> what it gives
     * @param awaitable usually a coroutine, which nobody may have used yet
     * @return the task
     * @throws IllegalStateException outside a scheduler, or if the coroutine has been used
     */
    public static <T extends @Nullable Object> Task<T> spawnNow(Awaitable<T> awaitable) {
        return Scheduler.current().spawnNow(awaitable);
    }

    /**
     * Waits for a time. The time counts from the moment when the sleep is awaited; cancelling the wait takes the timer back.
     *
     * @param duration how long; 0 or less yields once, more than 146 years is 146 years
     * @return a coroutine that ends when the time has passed
     */
    public static Coroutine<@Nullable Void> sleep(Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            return yieldNow();
        }
        return new Sleep(Durations.nanos(duration));
    }

    /**
     * Lets all tasks that are ready run first.
     *
     * @return a coroutine that yields once each time it is awaited; always the same one
     */
    public static Coroutine<@Nullable Void> yieldNow() {
        return Yield.NOW;
    }

    /**
     * Makes a coroutine that calls when it starts, so that a lambda can stand wherever a coroutine is asked for: {@code gather(task, defer(() -> fetch(url)))}.
     *
     * @param <T> what it gives
     * @param callable makes the coroutine to be awaited in its place; what it throws is the coroutine's failure
     * @return the coroutine
     */
    public static <T extends @Nullable Object> Coroutine<T> defer(AsyncCallable<? extends T> callable) {
        return Roots.Called.of(callable);
    }

    /**
     * Awaits something under a shield: cancelling whoever awaits the shield does not reach what runs under it, and the wait goes on until that has ended. A task's own
     * cancellation does reach the awaits after it.
     *
     * @param <T> what it gives
     * @param awaitable what to await
     * @return the coroutine
     */
    public static <T extends @Nullable Object> Coroutine<T> shield(Awaitable<T> awaitable) {
        return Awaits.shielded(awaitable);
    }

    /**
     * Awaits something, but no longer than a time: then it is cancelled, and when it has ended, a {@link TimeoutException} is thrown, whose cause is the cancellation.
     *
     * <pre>{@code
     * try {
     *     return result(await(withTimeout(Duration.ofSeconds(2), load(url))));
     * } catch (TimeoutException e) {
     *     return result(Page.EMPTY);
     * }
     * }</pre>
     *
     * <p>What swallows the cancellation and gives a value has given it, late as it is; and what fails otherwise throws that failure. A timeout around this one that has
     * passed as well, or a cancellation from outside, comes first: then this one throws no exception of its own. A task or another deferred is not cancelled, only the wait
     * for it.
     *
     * @param <T> what it gives
     * @param timeout how long it may take, from when the coroutine starts; with 0 or less nothing is started, and the exception is thrown at once
     * @param awaitable usually a coroutine, which nobody may have used yet
     * @return a coroutine that gives its value
     * @throws TimeoutException never here, but where the coroutine is awaited: declared here, so that the compiler makes whoever awaits the call handle it
     */
    public static <T extends @Nullable Object> Coroutine<T> withTimeout(
            Duration timeout, Awaitable<? extends T> awaitable) throws TimeoutException {
        Objects.requireNonNull(awaitable, "awaitable");
        return new InScope.WithTimeout<>(timeout, awaitable);
    }

    /**
     * Awaits what a callable makes as {@link #withTimeout(Duration, Awaitable)} does.
     *
     * @param <T> what it gives
     * @param timeout how long it may take, from when the coroutine starts
     * @param callable makes the coroutine, under the timeout
     * @return a coroutine that gives its value
     * @throws TimeoutException never here, but where the coroutine is awaited
     */
    public static <T extends @Nullable Object> Coroutine<T> withTimeout(
            Duration timeout, AsyncCallable<? extends T> callable) throws TimeoutException {
        Objects.requireNonNull(callable, "callable");
        return new InScope.WithTimeout<>(timeout, scope -> callable.call());
    }

    /**
     * Awaits something as {@link #withTimeout(Duration, Awaitable)} does, and gives another value instead when the time has passed.
     *
     * @param <T> what it gives
     * @param timeout how long it may take, from when the coroutine starts; with 0 or less nothing is started
     * @param awaitable usually a coroutine, which nobody may have used yet
     * @param fallback what to give when the time has passed, and the awaitable has been cancelled and has ended for that
     * @return a coroutine that gives one of the two values
     */
    public static <T extends @Nullable Object> Coroutine<T> timeoutOrElse(
            Duration timeout, Awaitable<? extends T> awaitable, T fallback) {
        Objects.requireNonNull(awaitable, "awaitable");
        return new InScope.TimeoutOrElse<>(timeout, awaitable, fallback);
    }

    /**
     * Awaits what a callable makes as {@link #timeoutOrElse(Duration, Awaitable, Object)} does.
     *
     * @param <T> what it gives
     * @param timeout how long it may take, from when the coroutine starts
     * @param callable makes the coroutine, under the timeout
     * @param fallback what to give when the time has passed
     * @return a coroutine that gives one of the two values
     */
    public static <T extends @Nullable Object> Coroutine<T> timeoutOrElse(
            Duration timeout, AsyncCallable<? extends T> callable, T fallback) {
        Objects.requireNonNull(callable, "callable");
        return new InScope.TimeoutOrElse<>(timeout, scope -> callable.call(), fallback);
    }

    /**
     * Calls something that blocks, say a driver or a file, on a thread where that does no harm: a virtual one on JDK 21 and later, else one of at most 64. The task waits
     * meanwhile, and its scheduler goes on with others.
     *
     * <pre>{@code
     * String text = await(blocking(() -> Files.readString(path)));
     * }</pre>
     *
     * <p>The callable sees the task's {@link TaskLocal}s, and what its scheduler {@linkplain ContextCarrier carries}. When the wait is cancelled, it ends at once; the thread
     * is interrupted, and what it gives is dropped: so let the callable close what it opens. To wait for its end instead, {@link #shield} it. What it throws after its
     * cancellation is reported, unless that is the interrupt's own exception.
     *
     * <p>On a loop on {@linkplain EventLoop.Builder#virtualTime() virtual time} the loop's own thread calls it, so that tests stay deterministic.
     *
     * @param <T> what it gives
     * @param callable what to call
     * @return a coroutine that gives its value, or throws what it throws, itself
     */
    public static <T extends @Nullable Object> Coroutine<T> blocking(Callable<? extends T> callable) {
        return new Offloaded.Blocking<>(call(Offload.Kind.BLOCKING, null, callable));
    }

    /**
     * Calls something that blocks as {@link #blocking(Callable)} does, on the threads of an executor.
     *
     * @param <T> what it gives
     * @param executor where to call it; if it refuses, the await throws its exception
     * @param callable what to call
     * @return a coroutine that gives its value, or throws what it throws, itself
     */
    public static <T extends @Nullable Object> Coroutine<T> blocking(
            Executor executor, Callable<? extends T> callable) {
        Objects.requireNonNull(executor, "executor");
        return new Offloaded.Blocking<>(call(Offload.Kind.BLOCKING, executor, callable));
    }

    /**
     * Calls something that keeps a processor busy, on the common {@link java.util.concurrent.ForkJoinPool}, which has a thread for each. It is otherwise like
     * {@link #blocking(Callable)}; to be cancelled in its course, the callable has to ask for {@link Thread#interrupted()} now and then.
     *
     * @param <T> what it gives
     * @param callable what to call
     * @return a coroutine that gives its value, or throws what it throws, itself
     */
    public static <T extends @Nullable Object> Coroutine<T> compute(Callable<? extends T> callable) {
        return new Offloaded.Computing<>(call(Offload.Kind.COMPUTING, null, callable));
    }

    private static OffloadedCall call(Offload.Kind kind, @Nullable Executor executor, Callable<?> callable) {
        return new OffloadedCall(kind, executor, Objects.requireNonNull(callable, "callable"));
    }

    /**
     * Tries until it works.
     *
     * @param <T> what it gives
     * @param policy how often, and how long to wait in between
     * @param callable makes the coroutine, for each attempt anew
     * @return a coroutine that gives the value of the first attempt that has one; or throws the failure of the last one, in which those of the others are suppressed. The
     *     cancellation of whoever awaits it is not a failure to be tried again
     */
    public static <T extends @Nullable Object> Coroutine<T> retry(
            RetryPolicy policy, AsyncCallable<? extends T> callable) {
        return new Retry<>(policy, callable);
    }

    /**
     * Ticks: the n-th tick is n periods after the first step of an iteration, however long is done in between, so that the ticks don't drift. What comes too late for some
     * ticks gets the last of them, at once; the numbers tell how many were missed.
     *
     * @param period the time between two ticks, more than 0
     * @return endless ticks, by their numbers from 1 on; each iterator for itself
     * @throws IllegalArgumentException if the period is 0 or less
     */
    public static AsyncIterable<Long> interval(Duration period) {
        return Interval.of(period);
    }
}
