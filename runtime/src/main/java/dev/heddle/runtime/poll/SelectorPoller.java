// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.poll;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits for channels. As long as there are none it parks the thread, which is cheaper and keeps time to some 50 microseconds, or to a {@link #lull} if the loop asks for one; with channels, to a millisecond, rounded up,
 * because that is what selectors count in.
 *
 * <p>A selector that returns at once again and again for no reason, as those of some kernels and JDKs have done, would have the loop spin: after 512 such returns in a row
 * another selector takes its place; after that, 1,024 are needed, and so on.
 */
public final class SelectorPoller implements Poller {

    private static final int FIRST_PATIENCE = 512;
    private static final int GREATEST_PATIENCE = 1 << 20;

    /** How often a loop that has always something to do looks at its channels: a look costs as much as a hundred short steps. */
    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    /** To wake up takes a thread some 10 microseconds of its processor, and two dozen timers hardly more: a wait of this length serves a hundred. */
    private static final long LULL = TimeUnit.MICROSECONDS.toNanos(500);

    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    /** How many waits there are. {@link ChannelWatch} counts. */
    int waits;

    private final SelectorProvider provider;
    private final ParkingPoller parking = new ParkingPoller();
    private final Consumer<SelectionKey> selectIdle = SelectorPoller::selectIdle;
    private final Consumer<SelectionKey> selectBusy = SelectorPoller::selectBusy;

    /** Opened for the first channel. A thread that wakes the loop has found it asleep, and so sees the selector that it sleeps in. */
    private volatile @Nullable Selector selector;

    private volatile boolean woken;

    /** All that is watched: a list linked through them. */
    private @Nullable ChannelWatch first;

    /** How many there are in the list, and so should be in the selector. */
    private int keys;

    /** A key was cancelled, and its channel waits for the next selection to let go of its descriptor. */
    private boolean forgets;

    private long lastLook = System.nanoTime();
    private int premature;
    private int patience = FIRST_PATIENCE;

    /** Makes one, for the thread that will call {@link #await}. */
    public SelectorPoller() {
        this(SelectorProvider.provider());
    }

    SelectorPoller(SelectorProvider provider) {
        this.provider = provider;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void add(ChannelWatch watch) throws IOException {
        Selector open = selector;
        if (open == null) {
            open = provider.openSelector();
            selector = open;
        }
        try {
            watch.register(this, open);
        } catch (CancelledKeyException watchedBefore) {
            // By this very selector, which has not noticed yet that this is over.
            look(open);
            watch.register(this, open);
        }
        link(watch);
    }

    private void link(ChannelWatch watch) {
        ChannelWatch next = first;
        watch.next = next;
        if (next != null) {
            next.previous = watch;
        }
        first = watch;
        keys++;
    }

    private void unlink(ChannelWatch watch) {
        ChannelWatch before = watch.previous;
        ChannelWatch after = watch.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after != null) {
            after.previous = before;
        }
        watch.previous = null;
        watch.next = null;
        keys--;
    }

    @Override
    public boolean isWatching() {
        return waits > 0;
    }

    @Override
    public void await(long nanos) {
        Selector open = selector;
        if (open == null) {
            parking.await(nanos);
            return;
        }
        long millis = nanos == FOREVER ? 0 : (nanos + MILLISECOND - 1) / MILLISECOND;
        long begin = nanos == FOREVER ? 0 : System.nanoTime();
        try {
            int selected = open.select(selectIdle, millis);
            boolean early = nanos == FOREVER || System.nanoTime() - begin < nanos;
            boolean spurious = selected == 0 && early && !woken && !forgets;
            // Only when a wake-up is under way is this worth a write that other processors see.
            if (woken) {
                woken = false;
            }
            noteReturn(spurious && !Thread.currentThread().isInterrupted());
            sweep(open);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public long lull() {
        return LULL;
    }

    @Override
    public void wakeup() {
        Selector open = selector;
        if (open == null) {
            parking.wakeup();
        } else {
            woken = true;
            open.wakeup();
        }
    }

    @Override
    public boolean poll() {
        Selector open = selector;
        if (open == null || (waits == 0 && !forgets)) {
            return false;
        }
        long now = System.nanoTime();
        if (now - lastLook < LOOK_NANOS) {
            return false;
        }
        lastLook = now;
        look(open);
        return true;
    }

    @Override
    public void flush() {
        Selector open = selector;
        if (open != null) {
            look(open);
        }
    }

    private void look(Selector open) {
        try {
            open.selectNow(selectBusy);
            sweep(open);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void selectIdle(SelectionKey key) {
        ((ChannelWatch) key.attachment()).select(key, true);
    }

    private static void selectBusy(SelectionKey key) {
        ((ChannelWatch) key.attachment()).select(key, false);
    }

    /** Called when a watch has been cancelled, and its key with it. */
    void forget(ChannelWatch watch) {
        unlink(watch);
        forgets = true;
    }

    /** A channel that was closed, and not by way of its watch, vanishes from the selector without a word: those who wait for it have to be told. */
    private void sweep(Selector open) {
        forgets = false;
        if (open.keys().size() >= keys) {
            return;
        }
        ChannelWatch watch = first;
        while (watch != null) {
            ChannelWatch next = watch.next;
            if (watch.isLost()) {
                unlink(watch);
                watch.lose();
            }
            watch = next;
        }
    }

    private void noteReturn(boolean spurious) throws IOException {
        if (!spurious) {
            premature = 0;
        } else if (++premature >= patience) {
            logger().log(
                            Level.WARNING,
                            "The selector has returned {0} times in a row for no reason; another one takes its place",
                            premature);
            premature = 0;
            patience = Math.min(2 * patience, GREATEST_PATIENCE);
            replace();
        }
    }

    private void replace() throws IOException {
        Selector before = selector;
        Selector fresh = provider.openSelector();
        for (ChannelWatch watch = first; watch != null; watch = watch.next) {
            if (!watch.isLost()) {
                watch.register(this, fresh);
            }
        }
        selector = fresh;
        if (before != null) {
            before.close();
        }
    }

    @Override
    public void close() {
        Selector open = selector;
        if (open == null) {
            return;
        }
        // Nobody waits any more: the channels are free for other loops.
        for (ChannelWatch watch = first; watch != null; watch = first) {
            unlink(watch);
            watch.lose();
        }
        try {
            open.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Only when there is something to say: to get one takes a fifth of the time that a small program needs to start. */
    private static Logger logger() {
        return System.getLogger("dev.heddle.runtime");
    }
}
