// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

import dev.heddle.Deferred;
import dev.heddle.Registration;
import java.util.concurrent.Executor;

/** A value that only comes once somebody waits for it, so that an await of it always suspends. */
final class Later<T> implements Deferred<T> {

    private final T value;
    private final Throwable failure;
    private final Executor when;
    private volatile boolean done;

    Later(T value, Throwable failure, Executor when) {
        this.value = value;
        this.failure = failure;
        this.when = when;
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
        when.execute(() -> {
            done = true;
            callback.run();
        });
        return () -> {};
    }
}
