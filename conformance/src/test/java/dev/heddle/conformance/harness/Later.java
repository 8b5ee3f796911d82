// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

import dev.heddle.Deferred;
import dev.heddle.Registration;
import dev.heddle.runtime.Task;
import java.util.concurrent.Executor;

/** A value that only comes once somebody waits for it, so that an await of it always suspends. */
final class Later<T> implements Deferred<T> {

    private final T value;
    private final Throwable failure;
    private final Executor when;
    private final String cancels;
    private volatile boolean done;

    /**
     * Makes one.
     *
     * @param cancels why the task that waits is cancelled before the value comes; null if it is not
     */
    Later(T value, Throwable failure, Executor when, String cancels) {
        this.value = value;
        this.failure = failure;
        this.when = when;
        this.cancels = cancels;
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public T resultNow() {
        if (!done) {
            throw new IllegalStateException("too early");
        }
        if (failure != null) {
            throw Outcome.<RuntimeException>sneak(failure);
        }
        return value;
    }

    @Override
    public Registration onDone(Runnable callback) {
        Task<?> waiting = Task.current();
        when.execute(() -> {
            if (cancels != null) {
                waiting.cancel(cancels);
            }
            done = true;
            callback.run();
        });
        return () -> {};
    }
}
