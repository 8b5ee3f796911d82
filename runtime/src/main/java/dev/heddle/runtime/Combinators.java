// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.AsyncCallable;
import dev.heddle.AsyncIterable;
import dev.heddle.Awaitable;
import dev.heddle.Coroutine;
import dev.heddle.Deferred;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What waits for several things at once: a part of {@link Tasks}, which users know it by. */
abstract class Combinators {

    Combinators() {}

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

    /**
     * Runs coroutines side by side as {@link #gather(Awaitable...)} does, and waits for all of them, whether they fail or not.
     *
     * @param <T> what they give
     * @param awaitables coroutines, which nobody may have used yet, and deferreds
     * @return a coroutine that gives how each has ended, in the order of the arguments, as an unmodifiable list. It fails only if it is cancelled: then what it started is
     *     cancelled as well, and its end awaited
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read, as one of objects
    public static <T extends @Nullable Object> Coroutine<List<Outcome<T>>> gatherOutcomes(
            Awaitable<? extends T>... awaitables) {
        return new GatherOutcomes<>(Arrays.asList(awaitables));
    }

    /**
     * Runs coroutines side by side as {@link #gatherOutcomes(Awaitable...)} does.
     *
     * @param <T> what they give
     * @param callables make the coroutines, each in its own task
     * @return a coroutine that gives how each has ended, in the order of the arguments
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read, as one of objects
    public static <T extends @Nullable Object> Coroutine<List<Outcome<T>>> gatherOutcomes(
            AsyncCallable<? extends T>... callables) {
        return new GatherOutcomes<>(Arrays.asList(callables));
    }

    /**
     * Gathers the outcomes of what a collection holds, as {@link #gatherOutcomes(Awaitable...)} does.
     *
     * @param <T> what they give
     * @param awaitables coroutines, which nobody may have used yet, and deferreds
     * @return a coroutine that gives how each has ended, in the collection's order
     */
    public static <T extends @Nullable Object> Coroutine<List<Outcome<T>>> gatherOutcomes(
            Collection<? extends Awaitable<? extends T>> awaitables) {
        return new GatherOutcomes<>(awaitables);
    }

    /**
     * Runs coroutines side by side, each as a task of its own, until the first is done: it wins, whether it has a value or has failed. The others that were started here are
     * cancelled, and their end is awaited; tasks and deferreds that existed before are left alone.
     *
     * <p>What losers fail with on the way out is suppressed in the winner's failure or, if it has a value, reported by the scheduler.
     *
     * @param <T> what they give
     * @param awaitables one or more coroutines, which nobody may have used yet, and deferreds
     * @return a coroutine that gives the winner's value, or throws its failure; of several that are done already, the first one's
     * @throws IllegalArgumentException if there are none
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read, as one of objects
    public static <T extends @Nullable Object> Coroutine<T> race(Awaitable<? extends T>... awaitables) {
        return new Race<>(Arrays.asList(awaitables));
    }

    /**
     * Lets coroutines race as {@link #race(Awaitable...)} does.
     *
     * @param <T> what they give
     * @param callables make the coroutines, each in its own task
     * @return a coroutine that gives the winner's value, or throws its failure
     * @throws IllegalArgumentException if there are none
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read, as one of objects
    public static <T extends @Nullable Object> Coroutine<T> race(AsyncCallable<? extends T>... callables) {
        return new Race<>(Arrays.asList(callables));
    }

    /**
     * Lets what a collection holds race, as {@link #race(Awaitable...)} does.
     *
     * @param <T> what they give
     * @param awaitables one or more coroutines, which nobody may have used yet, and deferreds
     * @return a coroutine that gives the winner's value, or throws its failure
     * @throws IllegalArgumentException if there are none
     */
    public static <T extends @Nullable Object> Coroutine<T> race(
            Collection<? extends Awaitable<? extends T>> awaitables) {
        return new Race<>(awaitables);
    }

    /**
     * Gives what is done in the order in which it gets done. Coroutines become tasks, which start with the first step of the iteration; tasks and other deferreds are the
     * same objects as were given. Ending the iteration early, or cancelling it, cancels none of them.
     *
     * <pre>{@code
     * AsyncIterator<Deferred<Page>> pages = Tasks.<Page>asCompleted(load(a), load(b)).iterator();
     * while (await(pages.moveNext())) {
     *     show(pages.current().resultNow());
     * }
     * }</pre>
     *
     * @param <T> what they give
     * @param awaitables coroutines, which nobody may have used yet, and deferreds
     * @return what to iterate over; each element is done when it comes
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read, as one of objects
    public static <T extends @Nullable Object> AsyncIterable<Deferred<T>> asCompleted(
            Awaitable<? extends T>... awaitables) {
        return AsCompleted.of(Arrays.asList(awaitables));
    }

    /**
     * Gives what a collection holds in the order in which it gets done, as {@link #asCompleted(Awaitable...)} does.
     *
     * @param <T> what they give
     * @param awaitables coroutines, which nobody may have used yet, and deferreds
     * @return what to iterate over; each element is done when it comes
     */
    public static <T extends @Nullable Object> AsyncIterable<Deferred<T>> asCompleted(
            Collection<? extends Awaitable<? extends T>> awaitables) {
        return AsCompleted.of(awaitables);
    }

    /**
     * Waits until some of several deferreds are done. It cancels nothing, neither when it ends nor when it is cancelled, and throws none of their failures.
     *
     * @param <T> what they give
     * @param until what to wait for
     * @param deferreds one or more; one that is given twice counts once
     * @return a coroutine that gives which are done and which are not
     * @throws IllegalArgumentException if there are none
     */
    public static <T extends @Nullable Object> Coroutine<Waited<T>> waitFor(
            WaitUntil until, Collection<? extends Deferred<? extends T>> deferreds) {
        return new WaitFor<>(until, null, deferreds);
    }

    /**
     * Waits as {@link #waitFor(WaitUntil, Collection)} does, but no longer than a time. When that is over it gives what there is then.
     *
     * @param <T> what they give
     * @param until what to wait for
     * @param timeout how long to wait at most, from when this is awaited
     * @param deferreds one or more; one that is given twice counts once
     * @return a coroutine that gives which are done and which are not
     * @throws IllegalArgumentException if there are none
     */
    public static <T extends @Nullable Object> Coroutine<Waited<T>> waitFor(
            WaitUntil until, Duration timeout, Collection<? extends Deferred<? extends T>> deferreds) {
        return new WaitFor<>(until, Objects.requireNonNull(timeout, "timeout"), deferreds);
    }
}
