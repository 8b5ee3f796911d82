// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.poll;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** For a loop that is polled by a host: it waits only while it is being closed, and tells the host when there is something to do. */
public final class GuestPoller implements Poller {

    /** How often a clock that is not the system's is looked at while the loop is being closed. */
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(1);

    private final Runnable wakeup;
    private final @Nullable LongSupplier clock;
    private final ParkingPoller parking = new ParkingPoller();

    /**
     * Makes a poller.
     *
     * @param wakeup what to call, on whatever thread, when the host should poll
     * @param clock the time in nanoseconds; null for the system's
     */
    public GuestPoller(Runnable wakeup, @Nullable LongSupplier clock) {
        this.wakeup = wakeup;
        this.clock = clock;
    }

    @Override
    public long nanoTime() {
        return clock == null ? System.nanoTime() : clock.getAsLong();
    }

    @Override
    public void await(long nanos) {
        parking.await(clock == null || nanos == FOREVER ? nanos : Math.min(nanos, LOOK));
    }

    @Override
    public void wakeup() {
        parking.wakeup();
        wakeup.run();
    }
}
