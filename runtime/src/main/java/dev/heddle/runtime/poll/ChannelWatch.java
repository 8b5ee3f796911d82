// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.poll;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A channel that a loop's poller watches. What somebody waits for ({@link #want}) is kept apart from what the selector has been asked for: that is not taken back when the
 * wait is over, for whoever reads a message will soon wait for the next one, and each change costs a system call. It is taken back when the loop has nothing else to do,
 * the channel is ready, and still nobody waits. Confined to the loop's thread.
 */
public abstract class ChannelWatch {

    /** What is nearly always possible, or happens once: to go on asking for it would only wake the loop. */
    private static final int NOT_KEPT = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

    /** What the selector does with the keys of channels that are ready. */
    static final Consumer<SelectionKey> WHEN_IDLE = key -> of(key).select(key, true);

    static final Consumer<SelectionKey> WHEN_BUSY = key -> of(key).select(key, false);

    private final SelectableChannel channel;

    /** The neighbours in the poller's list. */
    @Nullable
    ChannelWatch previous;

    @Nullable
    ChannelWatch next;

    /** Set while this is watched. */
    private @Nullable Channels poller;

    private @Nullable SelectionKey key;

    /** The operations that somebody waits for. */
    private int wanted;

    /** The operations that the selector has been asked for. */
    private int asked;

    /**
     * Makes a watch that is not watched yet.
     *
     * @param channel the channel, in non-blocking mode
     */
    protected ChannelWatch(SelectableChannel channel) {
        this.channel = channel;
    }

    /**
     * Called when operations that somebody waited for are possible. They count as wanted no more. It must run no code of others.
     *
     * @param operations some of {@link SelectionKey}'s
     */
    protected abstract void ready(int operations);

    /** Called when the channel has been closed without {@link #cancel} while somebody waited. It must run no code of others. */
    protected abstract void gone();

    /**
     * Says that somebody waits for an operation. The channel must be watched.
     *
     * @param operation one of {@link SelectionKey}'s
     * @throws ClosedChannelException if the channel has been closed
     */
    public final void want(int operation) throws ClosedChannelException {
        SelectionKey watched = key;
        if (watched == null || poller == null) {
            throw new IllegalStateException("The channel is not watched");
        }
        if ((asked & operation) == 0) {
            try {
                watched.interestOps(asked | operation);
            } catch (CancelledKeyException closed) {
                throw closedBefore(closed);
            }
            asked |= operation;
        }
        if ((wanted & operation) == 0) {
            wanted |= operation;
            poller.waits++;
        }
    }

    private static ClosedChannelException closedBefore(CancelledKeyException closed) {
        ClosedChannelException exception = new ClosedChannelException();
        exception.initCause(closed);
        return exception;
    }

    /**
     * Says that nobody waits for an operation any more.
     *
     * @param operation one of {@link SelectionKey}'s
     */
    public final void unwant(int operation) {
        if ((wanted & operation) != 0 && poller != null) {
            wanted &= ~operation;
            poller.waits--;
        }
    }

    /** Ends the watching, if it has begun. A channel that is closed then, or has been already, lets go of its descriptor when the poller next looks around, which it soon does. */
    public final void cancel() {
        Channels watching = poller;
        SelectionKey watched = key;
        if (watching != null && watched != null) {
            watching.waits -= Integer.bitCount(wanted);
            watched.cancel();
            watching.forget(this);
            reset();
        }
    }

    private void reset() {
        poller = null;
        key = null;
        wanted = 0;
        asked = 0;
    }

    /**
     * Tells whether the watching has begun, and not ended.
     *
     * @return true if so
     */
    public final boolean isWatched() {
        return poller != null;
    }

    /** Registers with a selector: with the first one, or with one that takes the place of another. */
    final void register(Channels by, Selector selector) throws IOException {
        key = channel.register(selector, asked, this);
        poller = by;
    }

    private static ChannelWatch of(SelectionKey key) {
        return (ChannelWatch) key.attachment();
    }

    /** Called when the selector finds the channel ready. */
    final void select(SelectionKey selected, boolean idle) {
        if (selected != key || poller == null) {
            return;
        }
        try {
            int operations = selected.readyOps();
            int awaited = operations & wanted;
            int surplus = (awaited & NOT_KEPT) | (idle ? operations & ~awaited : 0);
            if (surplus != 0) {
                asked &= ~surplus;
                selected.interestOps(asked);
            }
            if (awaited != 0) {
                wanted &= ~awaited;
                poller.waits -= Integer.bitCount(awaited);
                ready(awaited);
            }
        } catch (CancelledKeyException closed) {
            // By another thread, just now: the poller will miss the key.
            asked = 0;
        }
    }

    /** Called when the selector does not know the channel any more, and this is off the poller's list. */
    final void lose() {
        Channels watching = poller;
        if (watching != null) {
            watching.waits -= Integer.bitCount(wanted);
            reset();
            gone();
        }
    }

    final boolean isLost() {
        return key != null && !key.isValid();
    }
}
