// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.AsyncCloseable;
import dev.heddle.Coroutine;
import dev.heddle.Registration;
import dev.heddle.runtime.LoopGroup;
import dev.heddle.runtime.WatchedChannel;
import dev.heddle.runtime.codegen.Origins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A socket that listens, and its connections.
 *
 * <pre>
 *   bound -- serve --> serving -- stop --> draining -- the last connection ends --> ended
 *                                            (close, abort and the end of a drain cancel the connections)
 * </pre>
 *
 * <p>It lives on one event loop, whose thread alone may call its methods. Its connections live there as well, unless it is told to share them with other loops.
 *
 * @param <S> the kind of its connections
 */
public abstract class StreamServer<S extends SocketStream> implements AsyncCloseable {

    /** How many connections may wait, where nobody says. What the system has no room for is less; what it has is seldom configured to be more. */
    static final int BACKLOG = 1024;

    final ServerSocketChannel channel;
    final WatchedChannel watched;
    private final Registration opened;
    final Connections<S> connections = new Connections<>();

    StreamServer(ServerSocketChannel channel) throws IOException {
        this.channel = channel;
        this.watched = WatchedChannel.of(channel);
        this.opened = Origins.opened(this);
    }

    /** Makes a stream of a channel that has been accepted. */
    abstract S streamOf(SocketChannel accepted) throws IOException;

    /** Called once the socket has been closed. */
    void closed() throws IOException {}

    /**
     * Gives the address that the server is bound to.
     *
     * @return the address
     * @throws IOException if the server has been stopped
     */
    public final SocketAddress localAddress() throws IOException {
        return Objects.requireNonNull(channel.getLocalAddress(), "address");
    }

    /**
     * Limits how many connections are served at once. Further ones wait in the system's backlog, which refuses what it has no room for.
     *
     * @param most how many, at least 1; without a limit there may be as many as there are descriptors
     */
    public final void setConnectionLimit(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("A server can't be limited to " + most + " connections");
        }
        connections.setLimit(most);
    }

    /**
     * Counts the connections that are being served.
     *
     * @return how many
     */
    public final int connectionCount() {
        return connections.count();
    }

    /**
     * Accepts one connection. For servers that do without {@link #serve}.
     *
     * @return a coroutine that gives the connection
     * @throws IOException at the await; {@link java.nio.channels.ClosedChannelException} if the server is stopped
     */
    public final Coroutine<S> accept() throws IOException {
        return new Accept<>(this);
    }

    /**
     * Accepts connections until {@link #stop}, and runs a task for each. A handler that fails fails for itself alone: its failure goes to the loop's exception handler. When
     * a handler has ended, in whatever way, its stream is closed. If there are no descriptors left, that is logged, and accepting pauses for a second; one is kept back
     * so that classes can be loaded and logs be written meanwhile.
     *
     * @param handler what to do with a connection
     * @return a coroutine that ends when the server has been stopped, and all connections have ended. Cancelling it stops the server and cancels the connections
     * @throws IOException at the await, if the server has been stopped before
     */
    public final Coroutine<@Nullable Void> serve(ConnectionHandler<? super S> handler) throws IOException {
        return new Serve<>(this, null, Objects.requireNonNull(handler, "handler"));
    }

    /**
     * Accepts connections as {@link #serve(ConnectionHandler)} does, and hands each over to that loop of a group which has the fewest from here, in turns among equals. There
     * its handler runs, and there its stream is closed. This loop, which may be one of the group, counts them; it closes, drains and aborts them as its own.
     *
     * <p>When a loop of the group ends, its connections are closed, and the others get what comes after. When none is left, the server is stopped.
     *
     * @param group the loops; it must not be closed before the coroutine has ended
     * @param handler what to do with a connection, called on several threads at once
     * @return a coroutine that ends as that of {@link #serve(ConnectionHandler)} does
     * @throws IOException at the await, if the server has been stopped before
     */
    public final Coroutine<@Nullable Void> serve(LoopGroup group, ConnectionHandler<? super S> handler)
            throws IOException {
        return new Serve<>(this, new Shares(group), Objects.requireNonNull(handler, "handler"));
    }

    /** Stops accepting: from now on connections are refused. Those that there are live on. */
    public final void stop() {
        if (!channel.isOpen()) {
            return;
        }
        opened.detach();
        try {
            watched.close();
            closed();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Stops accepting, and waits for the connections to end by themselves; those that have not when the time is over are cancelled, and waited for.
     *
     * @param limit how long to wait
     * @return a coroutine that gives how many had to be cancelled
     */
    public final Coroutine<Integer> drain(Duration limit) {
        return new Drain(this, Objects.requireNonNull(limit, "limit"));
    }

    /** Stops accepting, breaks all connections off, whose unsent data is lost, and cancels their tasks. */
    public final void abort() {
        stop();
        connections.abort();
    }

    /**
     * Stops accepting, cancels the connections, and waits for them to end: their streams are closed politely.
     *
     * @return a coroutine that ends when that is done
     * @throws IllegalStateException at the await, in a task of a connection, which would wait for its own end
     */
    @Override
    public final Coroutine<@Nullable Void> closeAsync() {
        return new Drain.Close(this);
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[" + (channel.isOpen() ? channel : "stopped") + ", " + connectionCount()
                + " connections]";
    }
}
