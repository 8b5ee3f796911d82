// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.Deferred;
import dev.heddle.Registration;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.codegen.Suspension;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A wait for several deferreds: until all are done, or the first has failed. Any thread may complete them; whichever settles the matter wakes the strand. */
final class Gathering extends Suspension {

    private final Deferred<?>[] deferreds;
    private final @Nullable Object[] values;
    private final @Nullable Registration[] registrations;
    private final AtomicInteger missing;
    private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();

    Gathering(Deferred<?>[] deferreds) {
        this.deferreds = deferreds;
        this.values = new Object[deferreds.length];
        this.registrations = new Registration[deferreds.length];
        this.missing = new AtomicInteger(deferreds.length);
    }

    /** Takes the values without a wait, if all are there. */
    boolean takeAll() {
        for (Deferred<?> deferred : deferreds) {
            if (!deferred.isDone()) {
                return false;
            }
        }
        for (int i = 0; i < deferreds.length; i++) {
            var unused = arrive(i);
        }
        return true;
    }

    @Override
    protected boolean arm(Strand<?> strand) {
        for (int i = 0; i < deferreds.length && !isSettled(); i++) {
            int index = i;
            registrations[i] = deferreds[i].onDone(() -> {
                if (arrive(index)) {
                    wake(strand, null);
                }
            });
        }
        if (isSettled()) {
            // By one that was done already, maybe while the strand went on elsewhere.
            detach();
        }
        return true;
    }

    @Override
    protected void disarm(Strand<?> strand) {
        detach();
    }

    private void detach() {
        for (Registration registration : registrations) {
            if (registration != null) {
                registration.detach();
            }
        }
    }

    private boolean isSettled() {
        return missing.get() == 0 || firstFailure.get() != null;
    }

    /** Notes that one is done. Says true if that settles the matter. */
    private boolean arrive(int index) {
        boolean first = false;
        try {
            values[index] = deferreds[index].resultNow();
        } catch (Throwable failure) {
            first = firstFailure.compareAndSet(null, failure);
        }
        return missing.decrementAndGet() == 0 || first;
    }

    /** Leaves those alone that are not done: nobody listens to them any more, so their failures can still be reported. */
    @Nullable
    Throwable settle() {
        detach();
        return firstFailure.get();
    }

    @Nullable
    Object[] values() {
        return values;
    }
}
