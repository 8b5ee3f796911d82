// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Failure;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.poll.ChannelWatch;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A channel whose readiness tasks can await: any {@link SelectableChannel}, as a socket, a pipe, or one of a library. Streams are made of it; use it for what is none.
 *
 * <pre>{@code
 * WatchedChannel watched = WatchedChannel.of(pipe.source());
 * while (pipe.source().read(buffer) == 0) {
 *     await(watched.readable());
 * }
 * }</pre>
 *
 * <p>Try first, and wait if there is nothing: a channel may also be reported ready when it is not. One task at a time may wait for reading, and one for writing; a second
 * gets an {@link IllegalStateException} that names the first. Waiting allocates nothing and, if it is done again and again, costs no system call but the loop's own.
 *
 * <p>The channel belongs to the event loop on which it is first waited for, until {@link #release()}, or until the loop is closed. All methods are for that loop's thread.
 */
public final class WatchedChannel implements AutoCloseable {

    private final SelectableChannel channel;
    private final Direction reading;
    private final Direction writing;
    private final Watch watch;
    private @Nullable EventLoop loop;

    private WatchedChannel(SelectableChannel channel) {
        this.channel = channel;
        this.reading = new Direction(this, "read");
        this.writing = new Direction(this, "write");
        this.watch = new Watch();
    }

    /**
     * Makes a channel's readiness awaitable, and sets the channel to non-blocking mode.
     *
     * @param channel an open channel
     * @return a new object; there should be one for a channel
     * @throws IOException if the channel is closed
     */
    public static WatchedChannel of(SelectableChannel channel) throws IOException {
        channel.configureBlocking(false);
        return new WatchedChannel(channel);
    }

    /**
     * Gives the channel.
     *
     * @return the channel
     */
    public SelectableChannel channel() {
        return channel;
    }

    /**
     * Waits until there is something to read or, for a channel that listens, to accept; or the other side has ended.
     *
     * @return a coroutine that ends then; always the same one
     * @throws IOException at the await: {@link AsynchronousCloseException} if the channel is closed while the task waits, {@link ClosedChannelException} if it was before
     */
    public Coroutine<@Nullable Void> readable() throws IOException {
        return reading.coroutine;
    }

    /**
     * Waits until there is room to write or, for a socket that is connecting, until that is decided.
     *
     * @return a coroutine that ends then; always the same one
     * @throws IOException at the await, as {@link #readable()} does
     */
    public Coroutine<@Nullable Void> writable() throws IOException {
        return writing.coroutine;
    }

    /**
     * Closes the channel, and wakes who waits for it with an {@link AsynchronousCloseException}. A channel that is closed otherwise wakes them not before the loop has
     * something else to do.
     *
     * @throws IOException if closing fails
     */
    @Override
    public void close() throws IOException {
        EventLoop owner = loop;
        if (owner != null && watch.isWatched() && !owner.isHome()) {
            throw new IllegalStateException(
                    this + " belongs to " + owner + ", and only that can close it: do so in a task there (loop.call)");
        }
        try {
            channel.close();
        } finally {
            watch.cancel();
            watch.gone();
        }
        if (owner != null && owner.isHome() && channel instanceof ServerSocketChannel) {
            // It would go on taking connections until the loop next looks around.
            owner.poller().flush();
        }
    }

    /**
     * Makes sure that the channel does not belong to another loop, for those who read and write it without having to wait: two loops would do so at once.
     *
     * @param user the task that is about to use it
     * @throws IllegalStateException if it belongs to another loop; the message tells what to do
     */
    public void refuseElsewhere(Task<?> user) {
        EventLoop owner = loop;
        if (owner != null && owner != user.scheduler() && watch.isWatched()) {
            throw new IllegalStateException(this + " belongs to " + owner
                    + ", whose tasks waited for it first, and can't be used on " + user.scheduler()
                    + ": use it in a task there (loop.call), or hand it over (release(); a stream's moveTo)");
        }
    }

    /**
     * Ends the watching, so that the channel can be waited for on another loop.
     *
     * @throws IllegalStateException if a task waits for it
     */
    public void release() {
        reading.refuseIfBusy();
        writing.refuseIfBusy();
        watch.cancel();
        loop = null;
    }

    @Override
    public String toString() {
        return "WatchedChannel[" + channel + "]";
    }

    void await(Direction direction, Strand<?> strand) throws IOException {
        EventLoop owner = loop;
        if (owner == null || !watch.isWatched()) {
            adopt(strand);
        } else {
            refuseElsewhere((Task<?>) strand);
        }
        watch.want(direction == reading ? readingOperation() : writingOperation());
    }

    private void adopt(Strand<?> strand) throws IOException {
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
        if (!(((Task<?>) strand).scheduler() instanceof EventLoop home)) {
            throw new IllegalStateException("Only an EventLoop can wait for channels, and the task runs on "
                    + ((Task<?>) strand).scheduler() + ": await this in a task of a loop, by loop.submit for instance");
        }
        home.poller().add(watch);
        loop = home;
    }

    private int readingOperation() {
        return channel.validOps() & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT);
    }

    private int writingOperation() {
        return channel instanceof SocketChannel socket && socket.isConnectionPending()
                ? SelectionKey.OP_CONNECT
                : SelectionKey.OP_WRITE;
    }

    void cancelled(Direction direction) {
        watch.unwant(direction == reading ? readingOperation() : SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT);
    }

    private final class Watch extends ChannelWatch {

        Watch() {
            super(channel);
        }

        @Override
        protected void ready(int operations) {
            if ((operations & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT)) != 0) {
                reading.wake(null);
            }
            if ((operations & (SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT)) != 0) {
                writing.wake(null);
            }
        }

        @Override
        protected void gone() {
            if (reading.isBusy()) {
                reading.wake(Failure.of(new AsynchronousCloseException()));
            }
            if (writing.isBusy()) {
                writing.wake(Failure.of(new AsynchronousCloseException()));
            }
        }
    }
}
