// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.poll;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * For a loop that is polled by a host: it waits only while it is being closed, and tells the host when there is something to do. Channels can't tell the host, since nobody
 * waits in their selector: each poll looks at them.
 */
public final class GuestPoller implements Poller {

    /** How often a clock that is not the system's is looked at while the loop is being closed. */
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(1);

    private final Runnable wakeup;
    private final @Nullable LongSupplier clock;

    /** Opens a selector for the first channel, and until then parks. */
    private final SelectorPoller channels = new SelectorPoller();

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
        channels.await(clock == null || nanos == FOREVER ? nanos : Math.min(nanos, LOOK));
    }

    @Override
    public void wakeup() {
        channels.wakeup();
        wakeup.run();
    }

    @Override
    public boolean poll() {
        // Whatever the time: a host polls seldom, and wants to know.
        channels.flush();
        return true;
    }

    @Override
    public boolean isWatching() {
        return channels.isWatching();
    }

    @Override
    public void add(ChannelWatch watch) throws IOException {
        channels.add(watch);
    }

    @Override
    public void flush() {
        channels.flush();
    }

    @Override
    public void close() {
        channels.close();
    }
}
