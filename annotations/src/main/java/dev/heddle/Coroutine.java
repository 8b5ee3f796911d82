// SPDX-License-Identifier: Apache-2.0
package dev.heddle;

import dev.heddle.internal.CompletedCoroutine;
import dev.heddle.internal.Untransformed;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A computation that can wait without holding a thread. It is cold and single-use: nothing of its body runs until it is awaited, spawned or run, and a second use
 * throws an {@link IllegalStateException} that names the method.
 *
 * <p>An {@code @Async} method, or a lambda that awaits, makes one; nothing else implements this interface. A type of your own becomes awaitable by implementing
 * {@link Deferred}.
 *
 * <p>The static methods are the words that coroutines are written with, meant to be imported: {@code import static dev.heddle.Coroutine.*;}. They are markers that
 * the transformer replaces.
 *
 * @param <T> what the coroutine gives; {@code Void} if it gives nothing
 */
@SuppressWarnings("DoNotCallSuggester") // the transformer replaces the calls of await
public non-sealed interface Coroutine<T extends @Nullable Object> extends Awaitable<T> {

    /**
     * Waits until the awaitable is done, and gives its value. While the coroutine waits, its event loop runs others; if the value is already there it goes on at
     * once. The awaitable's failure is thrown here: the same instance, never wrapped, also when it is a checked exception that the compiler does not know of. (A
     * call of an {@code @Async} method that declares it does tell the compiler; {@link #await(Awaitable, Class)} is for what does not.)
     *
     * <p>Allowed only in {@code @Async} methods and in lambdas that return a coroutine, outside {@code synchronized}.
     *
     * @param <T> the type of the value
     * @param awaitable what to wait for
     * @return its value
     * @throws NullPointerException if the awaitable is null
     * @throws java.util.concurrent.CancellationException if it would have to wait in a cancelled scope
     * @throws IllegalStateException if this call was never transformed; the message tells what to do
     */
    static <T extends @Nullable Object> T await(Awaitable<? extends T> awaitable) {
        throw Untransformed.await();
    }

    /**
     * Waits for a {@link java.util.concurrent.CompletableFuture} or another stage, as {@link #await(Awaitable)} does. A {@code CompletionException} or
     * {@code ExecutionException} around the failure is taken off. If the wait is cancelled, so is the future.
     *
     * @param <T> the type of the value
     * @param stage what to wait for
     * @return its value
     * @throws NullPointerException if the stage is null
     */
    static <T extends @Nullable Object> T await(CompletionStage<? extends T> stage) {
        throw Untransformed.await();
    }

    /**
     * Waits as {@link #await(Awaitable)} does, and tells the compiler about a checked exception that the awaitable may fail with. The class is a witness for the
     * compiler alone; other failures are thrown as well.
     *
     * @param <T> the type of the value
     * @param <X> the exception that the compiler shall know of
     * @param awaitable what to wait for
     * @param witness the class of that exception
     * @return the value
     * @throws X if the awaitable fails with it
     */
    static <T extends @Nullable Object, X extends Throwable> T await(Awaitable<? extends T> awaitable, Class<X> witness)
            throws X {
        throw Untransformed.await();
    }

    /**
     * Waits as {@link #await(CompletionStage)} does, and tells the compiler about a checked exception that the stage may fail with.
     *
     * @param <T> the type of the value
     * @param <X> the exception that the compiler shall know of
     * @param stage what to wait for
     * @param witness the class of that exception
     * @return the value
     * @throws X if the stage fails with it
     */
    static <T extends @Nullable Object, X extends Throwable> T await(
            CompletionStage<? extends T> stage, Class<X> witness) throws X {
        throw Untransformed.await();
    }

    /**
     * Ends a coroutine with a value: {@code return result(x);}. There it costs nothing; anywhere else it makes a coroutine that gives the value at once.
     *
     * @param <T> the type of the value
     * @param value the value
     * @return a coroutine that gives the value
     */
    static <T extends @Nullable Object> Coroutine<T> result(T value) {
        return new CompletedCoroutine<>(value);
    }

    /**
     * Ends a coroutine that gives nothing: {@code return done();}.
     *
     * @return a coroutine that gives null
     */
    @SuppressWarnings("NullAway") // it takes an unannotated type parameter for one that excludes null
    static Coroutine<@Nullable Void> done() {
        return new CompletedCoroutine<>(null);
    }
}
