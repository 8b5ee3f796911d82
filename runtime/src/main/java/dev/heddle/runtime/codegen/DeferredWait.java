// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import dev.heddle.Deferred;
import dev.heddle.Registration;
import org.jspecify.annotations.Nullable;

/** A strand's wait for a deferred of the user's own making. */
final class DeferredWait extends Suspension {

    private final Deferred<?> deferred;
    private volatile @Nullable Registration registration;

    private DeferredWait(Deferred<?> deferred) {
        this.deferred = deferred;
    }

    static Object on(Deferred<?> deferred, Strand<?> strand) {
        return Awaits.suspendOn(new DeferredWait(deferred), strand);
    }

    @Override
    protected boolean arm(Strand<?> strand) {
        registration = deferred.onDone(() -> wake(strand, outcome()));
        return true;
    }

    private @Nullable Object outcome() {
        try {
            return deferred.resultNow();
        } catch (Throwable failure) {
            return Failure.of(failure);
        }
    }

    @Override
    protected void disarm(Strand<?> strand) {
        Registration armed = registration;
        if (armed != null) {
            armed.detach();
        }
    }

    @Override
    public String toString() {
        return deferred.toString();
    }
}
