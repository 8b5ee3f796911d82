// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A spin lock for a few writes, in the object that it guards. A monitor would do as well, at twice the price on the way in and again on the way out. Nothing that it
 * guards runs foreign code, so a holder is only ever slow when the operating system has taken its core away; hence the parking.
 */
abstract class Latch extends Queueing {

    private static final int SPINS = 128;
    private static final long PARK_NANOS = 50_000;
    private static final VarHandle LATCHED;

    static {
        try {
            LATCHED = MethodHandles.lookup().findVarHandle(Latch.class, "latched", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // by way of LATCHED
    private int latched;

    Latch() {}

    final void latch() {
        if (!LATCHED.compareAndSet(this, 0, 1)) {
            spin();
        }
    }

    final void unlatch() {
        LATCHED.setRelease(this, 0);
    }

    private void spin() {
        for (int i = 0; !LATCHED.weakCompareAndSetAcquire(this, 0, 1); i++) {
            if (i < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PARK_NANOS);
            }
        }
    }
}
