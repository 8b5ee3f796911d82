// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.AsyncCallable;
import dev.heddle.Coroutine;
import dev.heddle.Registration;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.WatchedChannel;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Origins;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A stream over a socket of the operating system. */
public abstract class SocketStream extends ByteStream {

    /**
     * The JDK copies what goes through a buffer on the heap into memory of its own, which it then keeps for the thread: as much as is offered at once. So no more than this
     * is.
     */
    private static final int HEAP_PIECE = 128 * 1024;

    final SocketChannel channel;

    private final WatchedChannel watched;
    private final Registration opened;

    /** The last read got less than it had room for, so there is no more for now: to try would cost a system call. Level-triggered selection misses nothing. */
    private boolean drained;

    /** Somebody has waited, so the selector watches the channel. */
    private boolean waited;

    /** Another thread uses the descriptor; closing it has to wait until that is done. */
    private boolean lent;

    private boolean closing;

    /** Once it is closed, whom it was connected to: then the channel does not tell any more. */
    private @Nullable SocketAddress lastPeer;

    /** The place is where somebody asked for the stream, as {@link Origins#here} gives it. */
    SocketStream(SocketChannel channel, @Nullable Throwable place) throws IOException {
        this.channel = channel;
        this.watched = WatchedChannel.of(channel);
        this.opened = Origins.opened(this, place);
    }

    /**
     * Gives the channel, to be looked at. Reading, writing or closing it directly gets in the stream's way.
     *
     * @return the channel, in non-blocking mode
     */
    public final SocketChannel channel() {
        return channel;
    }

    /**
     * Gives the peer's address.
     *
     * @return the address
     * @throws IOException if the stream is closed
     */
    public final SocketAddress remoteAddress() throws IOException {
        SocketAddress address = channel.getRemoteAddress();
        if (address == null) {
            throw new IOException(this + " is not connected");
        }
        return address;
    }

    /**
     * Gives this end's address.
     *
     * @return the address
     * @throws IOException if the stream is closed
     */
    public final SocketAddress localAddress() throws IOException {
        return Objects.requireNonNull(channel.getLocalAddress(), "address");
    }

    /**
     * Sets an option of the socket.
     *
     * @param <V> the type of its values
     * @param option one of {@link StandardSocketOptions} or {@code jdk.net.ExtendedSocketOptions}
     * @param value its value
     * @throws IOException if the stream is closed, or the system refuses the value
     * @throws UnsupportedOperationException if there is no such option for the socket
     */
    public final <V> void setOption(SocketOption<V> option, V value) throws IOException {
        var unused = channel.setOption(option, value);
    }

    /**
     * Gives an option of the socket.
     *
     * @param <V> the type of its values
     * @param option the option
     * @return its value; null for some that were never set
     * @throws IOException if the stream is closed
     * @throws UnsupportedOperationException if there is no such option for the socket
     */
    public final <V> @Nullable V getOption(SocketOption<V> option) throws IOException {
        return channel.getOption(option);
    }

    /**
     * Lets go of the event loop, so that the stream can be used on another one; {@link #moveTo} does so for a time.
     *
     * @throws IllegalStateException if a task waits for the stream
     */
    public final void release() {
        watched.release();
        waited = false;
        drained = false;
    }

    /**
     * Moves the stream to another event loop, has it used there, and takes it back. Meanwhile it must not be used here.
     *
     * <pre>{@code
     * await(server.serve(stream -> {
     *     String room = await(stream.readLine());
     *     await(stream.moveTo(loopOf(room), () -> talk(stream, room)));       // the room's guests need no locks
     *     return done();
     * }));
     * }</pre>
     *
     * <p>A stream that TLS has taken can't be moved: move it before the handshake, and do all with it there.
     *
     * @param <T> what using it gives
     * @param loop the other loop
     * @param use makes the coroutine, on the other loop; when that has ended, no task there may use the stream any more
     * @return a coroutine that gives what that gives, as {@link EventLoop#call} does: if it is cancelled, so is the task on the other loop, whose end is awaited
     * @throws IllegalStateException at the await, if a task uses the stream
     */
    public final <T extends @Nullable Object> Coroutine<T> moveTo(EventLoop loop, AsyncCallable<T> use) {
        return new Moved<>(this, Objects.requireNonNull(loop, "loop"), Objects.requireNonNull(use, "use"));
    }

    @Override
    final int touch() {
        boolean usable = channel.isOpen() && channel.isConnected() && watched.channel() == channel;
        return super.touch() + (usable ? 1 : 0);
    }

    @Override
    final int receive(ByteBuffer target) throws IOException {
        if (drained) {
            drained = false;
            return 0;
        }
        int room = target.remaining();
        if (!target.isDirect() && room > HEAP_PIECE) {
            return receivePiece(target);
        }
        int count = channel.read(target);
        drained = waited && count > 0 && count < room;
        return count;
    }

    private int receivePiece(ByteBuffer target) throws IOException {
        int limit = target.limit();
        target.limit(target.position() + HEAP_PIECE);
        try {
            return channel.read(target);
        } finally {
            target.limit(limit);
        }
    }

    @Override
    final void refuseElsewhere(Strand<?> strand) {
        watched.refuseElsewhere((Task<?>) strand);
    }

    @Override
    final @Nullable Object awaitReceive(Strand<?> strand, int room) throws Throwable {
        waited = true;
        return Awaits.await(watched.readable(), strand, room);
    }

    @Override
    final boolean send(ByteBuffer source) throws IOException {
        if (!source.isDirect() && source.remaining() > HEAP_PIECE) {
            return sendPieces(source);
        }
        var unused = channel.write(source);
        return !source.hasRemaining();
    }

    private boolean sendPieces(ByteBuffer source) throws IOException {
        int limit = source.limit();
        try {
            while (source.position() < limit) {
                source.limit(Math.min(limit, source.position() + HEAP_PIECE));
                var unused = channel.write(source);
                if (source.hasRemaining()) {
                    return false;
                }
            }
            return true;
        } finally {
            source.limit(limit);
        }
    }

    @Override
    final boolean send(ByteBuffer[] sources, int from) throws IOException {
        long size = 0;
        for (int i = from; i < sources.length; i++) {
            size += sources[i].remaining();
        }
        if (size > HEAP_PIECE) {
            return super.send(sources, from);
        }
        // As many as the system takes at once, which may be fewer.
        return channel.write(sources, from, sources.length - from) == size;
    }

    @Override
    final @Nullable Object awaitSend(Strand<?> strand, int room) throws Throwable {
        return Awaits.await(watched.writable(), strand, room);
    }

    @Override
    public final Coroutine<Long> transferFrom(FileChannel file, long position, long count) throws IOException {
        if (position < 0 || count < 0) {
            throw new IllegalArgumentException("transferFrom(file, " + position + ", " + count + ")");
        }
        return new SendFile(this, Objects.requireNonNull(file, "file"), position, count);
    }

    @Override
    public final Coroutine<@Nullable Void> shutdownOutput() throws IOException {
        return new Act("shutdownOutput", () -> {
            if (writing.isSeized()) {
                // The end of the connection without the end of TLS looks like an attack to the peer.
                refuseIfBusy(", which has been upgraded: use the TLS stream");
            }
            try {
                var unused = channel.shutdownOutput();
            } catch (IOException failure) {
                throw FailureNamer.named(failure, "ending the output to " + this);
            }
        });
    }

    @Override
    final IOException explained(AsynchronousCloseException failure) {
        // What the channel throws as well if only its output has ended.
        return isOpen() ? new OutputEndedException(this) : failure;
    }

    @Override
    public final void abort() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            if (channel.supportedOptions().contains(StandardSocketOptions.SO_LINGER)) {
                // Closing then drops what is still to be sent, and resets the connection.
                var unused = channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException brokenAlready) {
            // Then there is nothing to be reset, and closing is all that is left.
            assert !channel.isConnected() || brokenAlready.getMessage() != null;
        }
        closeNow();
    }

    @Override
    public final boolean isOpen() {
        return channel.isOpen() && !closing;
    }

    @Override
    public final Coroutine<@Nullable Void> closeAsync() {
        return new Act("close", this::closeNow);
    }

    @Override
    final void closeNow() {
        if (lent) {
            closing = true;
            return;
        }
        opened.detach();
        try {
            lastPeer = channel.isOpen() ? channel.getRemoteAddress() : lastPeer;
            watched.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Called before another thread uses the descriptor. */
    final void lend() throws IOException {
        lent = true;
    }

    /** Called when it has done so. */
    final void takeBack() {
        lent = false;
        if (closing) {
            closeNow();
        }
    }

    abstract String describe(SocketAddress local, SocketAddress remote);

    @Override
    public final String toString() {
        try {
            SocketAddress remote = channel.getRemoteAddress();
            return remote == null ? getClass().getSimpleName() + "[not connected]" : describe(localAddress(), remote);
        } catch (IOException closed) {
            SocketAddress peer = lastPeer;
            return getClass().getSimpleName() + (peer == null ? "[closed]" : "[closed -> " + peer + "]");
        }
    }
}
