// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.poll;

import java.io.IOException;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for channels. As long as there are none it parks the thread, which is cheaper and keeps time to some 50 microseconds, or to a {@link #lull} if the loop asks for one;
 * with channels, to a millisecond, rounded up. What has to do with channels lies in {@link Channels}, and is loaded for the first.
 */
public final class SelectorPoller implements Poller {

    /** To wake up takes a thread some 10 microseconds of its processor, and two dozen timers hardly more: a wait of this length serves a hundred. */
    private static final long LULL = TimeUnit.MICROSECONDS.toNanos(500);

    private final @Nullable SelectorProvider provider;
    private final ParkingPoller parking = new ParkingPoller();

    /** There from the first channel on. A thread that wakes the loop has found it asleep, and so sees what it sleeps in. */
    private volatile @Nullable Channels channels;

    /** Makes one, for the thread that will call {@link #await}. */
    public SelectorPoller() {
        this(null);
    }

    SelectorPoller(@Nullable SelectorProvider provider) {
        this.provider = provider;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void add(ChannelWatch watch) throws IOException {
        Channels open = channels;
        if (open == null) {
            open = new Channels(provider);
            channels = open;
        }
        open.add(watch);
    }

    @Override
    public boolean isWatching() {
        Channels open = channels;
        return open != null && open.isWatching();
    }

    @Override
    public void await(long nanos) {
        Channels open = channels;
        if (open == null) {
            parking.await(nanos);
        } else {
            open.await(nanos);
        }
    }

    @Override
    public long lull() {
        return LULL;
    }

    @Override
    public void wakeup() {
        Channels open = channels;
        if (open == null) {
            parking.wakeup();
        } else {
            open.wakeup();
        }
    }

    @Override
    public boolean poll() {
        Channels open = channels;
        return open != null && open.poll();
    }

    @Override
    public void flush() {
        Channels open = channels;
        if (open != null) {
            open.look();
        }
    }

    @Override
    public void close() {
        Channels open = channels;
        if (open != null) {
            open.close();
        }
    }
}
