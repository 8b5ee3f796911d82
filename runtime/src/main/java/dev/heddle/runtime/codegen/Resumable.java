// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import org.jspecify.annotations.Nullable;

/**
 * How a {@link Strand}'s wait ends: by what it waits for, or by a cancellation, whichever comes first.
 *
 * @param <T> what the coroutine gives
 */
abstract class Resumable<T extends @Nullable Object> extends Scoped<T> {

    /** {@link #signal} is the suspension that will wake the strand. */
    static final int WAITING = 1;

    /** The suspension is armed, so that it can be disarmed. Kept only where several threads may run the strand. */
    static final int ARMED = 2;

    /** A cancellation has ended the wait. {@link #signal} may be the {@link Cancellation} itself, of which an exception is still to be made. */
    static final int STRUCK = 32;

    /**
     * On the way out of a frame: the {@link Suspension} to wait for, {@link Strand#START}, {@link Strand#REQUEUE}, or what to await after a yield. On the way in: the value or {@link Failure} that
     * the await gives.
     */
    @Nullable
    Object signal;

    int flags;

    Resumable(Dispatcher home) {
        super(home);
    }

    /** There are no others. Not on the way of a wait that ends well. */
    private Strand<T> self() {
        return (Strand<T>) this;
    }

    /**
     * Where several threads may run strands: a cancellation that came between the check and the arming found nothing to disarm, and takes effect here. From the
     * arming on the strand may run elsewhere, even wait for the same suspension again; the lock and the flags tell.
     */
    final boolean stillWaits(Suspension suspension) {
        Scope canceller;
        synchronized (this) {
            if ((flags & (WAITING | ARMED)) != WAITING || signal != suspension) {
                return true;
            }
            canceller = canceller();
            if (canceller == null || !suspension.tryCancel()) {
                flags |= ARMED;
                return true;
            }
            flags &= ~WAITING;
            signal = Failure.of(canceller.exceptionFor(self()));
        }
        suspension.disarm(self());
        return false;
    }

    /**
     * Hands an outcome to the strand that is just arming its suspension.
     *
     * @param outcome a value, or a {@link Failure}
     */
    protected final void deliver(@Nullable Object outcome) {
        if (home.isConfined()) {
            flags &= ~WAITING;
            signal = outcome;
        } else {
            synchronized (this) {
                flags &= ~WAITING;
                signal = outcome;
            }
        }
    }

    /**
     * Ends the wait, if the strand still waits for that suspension. Called at home or, where there are several threads, holding the strand's monitor; if it says true,
     * the caller then makes the strand ready.
     *
     * @param from what woke it
     * @param outcome a value, or a {@link Failure}
     * @return false if the wake-up came late
     */
    protected final boolean resumeFrom(Suspension from, @Nullable Object outcome) {
        if ((flags & WAITING) == 0 || signal != from) {
            return false;
        }
        flags &= ~(WAITING | ARMED);
        signal = outcome;
        return true;
    }

    /**
     * Cancels the strand's own scope. Called as {@link #resumeFrom} is.
     *
     * @param reason the message of the exceptions to come, or null
     * @return the suspension that the caller has to disarm before it makes the strand ready; null if the strand does not wait, or is shielded
     */
    protected final @Nullable Suspension cancelHere(@Nullable String reason) {
        ownScope().markCancelled(reason);
        return interrupt();
    }

    /**
     * Ends the wait if the scope that the strand is in has been cancelled. Called as {@link #resumeFrom} is.
     *
     * @return as {@link #cancelHere} does
     */
    @SuppressWarnings("NullAway") // a strand that waits has its suspension there
    protected final @Nullable Suspension interrupt() {
        int interruptible = home.isConfined() ? WAITING : ARMED;
        Scope canceller = canceller();
        if ((flags & interruptible) == 0 || canceller == null) {
            return null;
        }
        Suspension suspension = (Suspension) signal;
        if (!suspension.tryCancel()) {
            return null;
        }
        flags = (flags & ~(WAITING | ARMED)) | STRUCK;
        signal = canceller.signalFor(self());
        return suspension;
    }

    /**
     * Disarms the suspension whose wait a cancellation has ended. Called at home, or holding no lock, before the strand is made ready.
     *
     * @param suspension what {@link #cancelHere} or {@link #interrupt} gave
     */
    protected final void detachFrom(Suspension suspension) {
        suspension.disarm(self());
    }
}
