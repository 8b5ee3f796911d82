// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.runtime.codegen.Strand;

/** A waiter at one queue that wants what all others there want. */
class Place extends Waiter {

    private final Queueing queueing;

    Place(Queueing queueing) {
        this.queueing = queueing;
    }

    /** Tells whether this can serve any other who queues up there. */
    final boolean isPlain(Queueing there) {
        return queueing == there && getClass() == Place.class;
    }

    @Override
    protected boolean arm(Strand<?> strand) {
        queueing.queue(this, strand);
        return true;
    }

    @Override
    protected final void disarm(Strand<?> strand) {
        queueing.leave(this, strand);
    }

    @Override
    public final String toString() {
        return queueing.toString();
    }
}
