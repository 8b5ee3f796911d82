// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Completion;
import dev.heddle.runtime.codegen.Dispatcher;
import dev.heddle.runtime.codegen.Failure;
import dev.heddle.runtime.codegen.Strand;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value that somebody will set: the bridge from callbacks to coroutines. All methods may be called from any thread; those who await it are woken in the order in which
 * they came, on their own schedulers, and what happened before it was completed happens before they go on.
 *
 * @param <T> the type of the value
 */
public final class Promise<T extends @Nullable Object> extends Completion<T> {

    /** Makes a promise that is not done. */
    public Promise() {}

    /**
     * Makes a promise that is kept already.
     *
     * @param <T> the type of the value
     * @param value the value
     * @return a promise that is done
     */
    public static <T extends @Nullable Object> Promise<T> completed(T value) {
        Promise<T> promise = new Promise<>();
        var unused = promise.complete(value);
        return promise;
    }

    /**
     * Makes a promise that is broken already.
     *
     * @param <T> the type of the value that will never come
     * @param failure what whoever awaits it is thrown
     * @return a promise that is done
     */
    public static <T extends @Nullable Object> Promise<T> failed(Throwable failure) {
        Promise<T> promise = new Promise<>();
        var unused = promise.fail(failure);
        return promise;
    }

    /**
     * Sets the value, unless the promise is done.
     *
     * @param value the value
     * @return false if the promise was done already; then nothing is changed
     */
    public boolean complete(T value) {
        return trySettle(value);
    }

    /**
     * Sets a failure, unless the promise is done.
     *
     * @param failure what whoever awaits the promise is thrown, itself
     * @return false if the promise was done already; then nothing is changed
     */
    public boolean fail(Throwable failure) {
        return trySettle(Failure.of(Objects.requireNonNull(failure, "failure")));
    }

    /** See {@link Completion#addWaiting}. */
    void addWaiters(Collection<? super Strand<?>> strands) {
        addWaiting(strands);
    }

    /** The failure, or null if there is none yet. */
    @Nullable
    Throwable peekException() {
        return outcome() instanceof Failure failure ? failure.cause() : null;
    }

    @Override
    protected @Nullable Dispatcher confinement() {
        return null;
    }

    @Override
    protected void heard() {
        // Whoever breaks a promise has the failure in hand: unlike a task's, it can't get lost unnoticed.
    }

    @Override
    public String toString() {
        Object outcome = outcome();
        if (outcome == PENDING) {
            return "Promise[pending]";
        }
        return outcome instanceof Failure failure
                ? "Promise[failed: " + failure.cause() + "]"
                : "Promise[done: " + outcome + "]";
    }
}
