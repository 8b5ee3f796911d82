// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.poll;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waits by parking the thread: for loops that have no channels to watch. */
public final class ParkingPoller implements Poller {

    private volatile @Nullable Thread owner;
    private volatile boolean signalled;

    /** Makes one, for the thread that will call {@link #await}. */
    public ParkingPoller() {}

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void await(long nanos) {
        // Before the flag is read: a waker sets the flag before it reads the owner, so one of the two sees the other.
        owner = Thread.currentThread();
        if (!signalled) {
            if (nanos == FOREVER) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, nanos);
            }
        }
        signalled = false;
    }

    @Override
    public void wakeup() {
        signalled = true;
        Thread thread = owner;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }
}
