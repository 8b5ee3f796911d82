// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.twin;

import java.util.concurrent.CompletionStage;

/**
 * The words as plain Java would have them: {@code await} returns the value at once. A case that is compiled against these tells what it must do when it is woven.
 *
 * @param <T> the value's type
 */
public final class Coroutine<T> implements Awaitable<T> {

    private final T value;

    private Coroutine(T value) {
        this.value = value;
    }

    @Override
    public T get() {
        return value;
    }

    public static <T> T await(Awaitable<? extends T> awaitable) {
        if (awaitable == null) {
            throw new NullPointerException("await(null)");
        }
        return awaitable.get();
    }

    public static <T> T await(CompletionStage<? extends T> stage) {
        return stage.toCompletableFuture().join();
    }

    public static <T, X extends Throwable> T await(Awaitable<? extends T> awaitable, Class<X> witness) throws X {
        return await(awaitable);
    }

    public static <T> Coroutine<T> result(T value) {
        return new Coroutine<>(value);
    }

    public static Coroutine<Void> done() {
        return new Coroutine<>(null);
    }
}
