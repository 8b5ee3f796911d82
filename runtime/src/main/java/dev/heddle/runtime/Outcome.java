// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.Deferred;
import dev.heddle.runtime.codegen.Failure;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * How something ended: with a value, with a failure, or cancelled.
 *
 * @param <T> the type of the value
 */
public sealed interface Outcome<T extends @Nullable Object> {

    /**
     * Takes the outcome of a deferred. A task's failure then counts as heard.
     *
     * @param <T> the type of the value
     * @param done a deferred that is done
     * @return its outcome. A {@link CancellationException} is a cancellation, unless a task that was not cancelled has thrown it
     * @throws IllegalStateException if it is not done
     */
    static <T extends @Nullable Object> Outcome<T> of(Deferred<? extends T> done) {
        if (!done.isDone()) {
            throw new IllegalStateException(done + " is not done");
        }
        try {
            return new Success<>(done.resultNow());
        } catch (Throwable thrown) {
            return thrown instanceof CancellationException cancellation && !Failures.isFailed(done)
                    ? new Cancelled<>(cancellation)
                    : new Failed<>(thrown);
        }
    }

    /**
     * Gives the value, or throws what there is instead, itself.
     *
     * @return the value
     */
    T get();

    /**
     * It has a value.
     *
     * @param <T> the type of the value
     * @param value the value
     */
    record Success<T extends @Nullable Object>(T value) implements Outcome<T> {
        @Override
        public T get() {
            return value;
        }
    }

    /**
     * It has failed.
     *
     * @param <T> the type of the value that there is not
     * @param exception the failure itself
     */
    record Failed<T extends @Nullable Object>(Throwable exception) implements Outcome<T> {
        @Override
        public T get() {
            throw Failure.of(exception).rethrow();
        }
    }

    /**
     * It was cancelled, and ended for that.
     *
     * @param <T> the type of the value that there is not
     * @param exception the exception by which it ended
     */
    record Cancelled<T extends @Nullable Object>(CancellationException exception) implements Outcome<T> {
        @Override
        public T get() {
            throw exception;
        }
    }
}
