// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.poll;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.Selector;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The channels of a loop, and the selector that it waits in once there are any. A selector counts in milliseconds, so a wait is rounded up to one.
 *
 * <p>A selector that returns at once again and again for no reason, as those of some kernels and JDKs have done, would have the loop spin: after 512 such returns in a row
 * another selector takes its place; after that, 1,024 are needed, and so on.
 */
final class Channels {

    private static final int FIRST_PATIENCE = 512;
    private static final int GREATEST_PATIENCE = 1 << 20;

    /** How often a loop that has always something to do looks at its channels: a look costs as much as a hundred short steps. */
    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    /** How many waits there are. {@link ChannelWatch} counts. */
    int waits;

    private final @Nullable SelectorProvider provider;

    /** Another one if this one spins. From other threads, to be woken. */
    private volatile Selector selector;

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

    /**
     * Opens a selector, for the thread that will wait in it.
     *
     * @param provider where to get it from; null for the system's
     */
    Channels(@Nullable SelectorProvider provider) throws IOException {
        this.provider = provider;
        this.selector = open();
    }

    /** See {@link Poller#add}. */
    void add(ChannelWatch watch) throws IOException {
        try {
            watch.register(this, selector);
        } catch (CancelledKeyException watchedBefore) {
            // By this very selector, which has not noticed yet that this is over.
            look();
            watch.register(this, selector);
        }
        link(watch);
    }

    private Selector open() throws IOException {
        return provider == null ? Selector.open() : provider.openSelector();
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

    /** See {@link Poller#isWatching}. */
    boolean isWatching() {
        return waits > 0;
    }

    /** See {@link Poller#await}. */
    void await(long nanos) {
        Selector open = selector;
        long millis = nanos == Poller.FOREVER ? 0 : (nanos + MILLISECOND - 1) / MILLISECOND;
        long begin = nanos == Poller.FOREVER ? 0 : System.nanoTime();
        try {
            int selected = open.select(ChannelWatch.WHEN_IDLE, millis);
            boolean early = nanos == Poller.FOREVER || System.nanoTime() - begin < nanos;
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

    /** See {@link Poller#wakeup}. */
    void wakeup() {
        woken = true;
        selector.wakeup();
    }

    /** See {@link Poller#poll}. */
    boolean poll() {
        if (waits == 0 && !forgets) {
            return false;
        }
        long now = System.nanoTime();
        if (now - lastLook < LOOK_NANOS) {
            return false;
        }
        lastLook = now;
        look();
        return true;
    }

    /** See {@link Poller#flush}. */
    void look() {
        Selector open = selector;
        try {
            open.selectNow(ChannelWatch.WHEN_BUSY);
            sweep(open);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
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
        Selector fresh = open();
        for (ChannelWatch watch = first; watch != null; watch = watch.next) {
            if (!watch.isLost()) {
                watch.register(this, fresh);
            }
        }
        selector = fresh;
        before.close();
    }

    /** See {@link Poller#close}. */
    void close() {
        // Nobody waits any more: the channels are free for other loops.
        for (ChannelWatch watch = first; watch != null; watch = first) {
            unlink(watch);
            watch.lose();
        }
        try {
            selector.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Only when there is something to say: to get one takes a fifth of the time that a small program needs to start. */
    private static Logger logger() {
        return System.getLogger("dev.heddle.runtime");
    }
}
