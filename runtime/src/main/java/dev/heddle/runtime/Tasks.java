// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.AsyncCallable;
import dev.heddle.Awaitable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Awaits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What coroutines do with tasks, meant to be imported statically. The methods that make a coroutine may be called anywhere, and do nothing until it is awaited, spawned or
 * run.
 */
public final class Tasks {

    /** Half the range of the clock, some 146 years: deadlines further off could not be told from past ones. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

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
        return Scheduler.current().spawn(awaitable);
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
     * Waits for a time. The time counts from the moment when the sleep is awaited; cancelling the wait takes the timer back.
     *
     * @param duration how long; 0 or less yields once, more than 146 years is 146 years
     * @return a coroutine that ends when the time has passed
     */
    public static Coroutine<@Nullable Void> sleep(Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            return yieldNow();
        }
        return new Sleep(duration.compareTo(LONGEST) < 0 ? duration.toNanos() : Long.MAX_VALUE / 2);
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
        return new Roots.Called<>(callable);
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
     * Waits for nothing.
     *
     * @param <T> anything
     * @return a coroutine that gives an empty list at once
     */
    public static <T extends @Nullable Object> Coroutine<List<T>> gather() {
        return new Gather<>(List.of());
    }

    /**
     * Runs coroutines side by side, each as a task of its own, and waits for all of them, and for whatever tasks and other deferreds stand among them.
     *
     * <p>When one fails, or the gathering is cancelled, the tasks that it started itself are cancelled, and their end is awaited; then the first failure is thrown, with
     * those of the other tasks suppressed. Tasks and deferreds that existed before are never cancelled.
     *
     * @param <T> what they give
     * @param awaitables coroutines, which nobody may have used yet, and deferreds
     * @return a coroutine that gives the values, in the order of the arguments, as an unmodifiable list
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read, as one of objects
    public static <T extends @Nullable Object> Coroutine<List<T>> gather(Awaitable<? extends T>... awaitables) {
        return new Gather<>(Arrays.asList(awaitables));
    }

    /**
     * Runs coroutines side by side as {@link #gather(Awaitable...)} does.
     *
     * @param <T> what they give
     * @param callables make the coroutines, each in its own task
     * @return a coroutine that gives the values, in the order of the arguments
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read, as one of objects
    public static <T extends @Nullable Object> Coroutine<List<T>> gather(AsyncCallable<? extends T>... callables) {
        return new Gather<>(Arrays.asList(callables));
    }

    /**
     * Gathers what a collection holds, as {@link #gather(Awaitable...)} does.
     *
     * @param <T> what they give
     * @param awaitables coroutines, which nobody may have used yet, and deferreds
     * @return a coroutine that gives the values, in the collection's order
     */
    public static <T extends @Nullable Object> Coroutine<List<T>> gather(
            Collection<? extends Awaitable<? extends T>> awaitables) {
        return new Gather<>(awaitables);
    }

    /**
     * Gathers awaitables and {@link AsyncCallable}s in any mixture, as {@link #gather(Awaitable...)} does. The mixture's type does not tell the compiler what it gives.
     *
     * @param <T> what they give, as the caller knows
     * @param members awaitables and callables
     * @return a coroutine that gives the values, in the order of the members
     * @throws IllegalArgumentException if anything else is among them
     */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public static <T extends @Nullable Object> Coroutine<List<T>> gather(Iterable<?> members) {
        List<Object> list = new ArrayList<>();
        members.forEach(list::add);
        return new Gather<>(list);
    }
}
