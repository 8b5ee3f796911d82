// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.poll;

/**
 * A clock that stands still, and a wait that moves it on instead of waiting: two hours of sleep take no time, and every run is like the other. Only a wait without limit, which another thread has to end, is
 * one.
 */
public final class VirtualPoller implements Poller {

    /** The clock passes the greatest long after a second, as a real one may: whoever compares times instead of subtracting them is found out. */
    private volatile long now = Long.MAX_VALUE - 1_000_000_000;

    private final ParkingPoller parking = new ParkingPoller();

    /** Makes a clock. */
    public VirtualPoller() {}

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // only the loop's thread waits
    public void await(long nanos) {
        if (nanos == FOREVER) {
            parking.await(FOREVER);
        } else {
            now += nanos;
        }
    }

    @Override
    public void wakeup() {
        parking.wakeup();
    }

    @Override
    public boolean isVirtual() {
        return true;
    }
}
