// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.AsyncCloseable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to and from a peer: a TCP connection, a Unix socket, TLS over one of these.
 *
 * <p><b>Failures.</b> The methods that make coroutines declare {@link IOException}, which is thrown where the coroutine is awaited; none of them throws it at the call. Those of the
 * system and the JDK say with whom they came about, and at what, and have the JDK's type, and its exception as their cause.
 *
 * <p><b>Sides.</b> One task at a time may read, and one may write; they may be two. A second reader or writer gets an {@link IllegalStateException} that names the first.
 *
 * <p><b>Cancellation.</b> A deadline is a scope around the await ({@code withTimeout}). A read whose wait is cancelled has taken nothing: what came so far is there for the
 * next. A write whose wait is cancelled may have written part of its buffers; their positions tell how much.
 *
 * <p><b>Back-pressure.</b> A write ends when the operating system, or the TLS engine, has taken all of it; so who writes faster than the peer reads waits. Nothing is
 * buffered on the way.
 *
 * <p>A stream is used on one event loop. Reading and writing a buffer leaves no garbage; direct buffers spare the JDK a copy.
 */
public abstract class ByteStream implements AsyncCloseable {

    /** How long a line may be where the caller does not say. */
    private static final int DEFAULT_LINE_LIMIT = 64 * 1024;

    final Side reading = new Side("reads from", "reading from");
    final Side writing = new Side("writes to", "writing to");
    final ReadBuffer buffered = new ReadBuffer();

    /** The rest of a line that was too long is still to be dropped. */
    boolean skipsLine;

    // For the next operation; null while one is made, or under way.
    @Nullable
    ReadSome spareRead;

    @Nullable
    WriteAll spareWrite;

    ByteStream() {}

    /** Reads what a read and a write will need, as a {@link dev.heddle.runtime.codegen.Frame}'s method of this name does. */
    int touch() {
        WriteAll write = spareWrite;
        return reading.left() + writing.left() + buffered.size() + (write == null ? 0 : write.state);
    }

    /** Receives what has come, without waiting. Gives how many bytes, 0 if none has come yet, -1 if none will. The target has room. */
    abstract int receive(ByteBuffer target) throws IOException;

    /** Waits until {@link #receive} can give something else than 0. */
    abstract @Nullable Object awaitReceive(Strand<?> strand, int room) throws Throwable;

    /** Sends as much as goes without waiting. Says whether that was all. */
    abstract boolean send(ByteBuffer source) throws IOException;

    /** Sends as much of several as goes without waiting, leaving out some that have been sent. Says whether that was all. */
    boolean send(ByteBuffer[] sources, int from) throws IOException {
        for (int i = from; i < sources.length; i++) {
            if (!send(sources[i])) {
                return false;
            }
        }
        return true;
    }

    /** Drops the rest of a line that was too long, as far as it has come. Says whether that was all: what reads next must not get it, however the bytes arrive. */
    final boolean dropLine() throws IOException {
        while (skipsLine) {
            int end = buffered.indexOf((byte) '\n', 0);
            buffered.skip(end < 0 ? buffered.size() : end + 1);
            int count = end < 0 ? receive(buffered.room()) : -1;
            if (count == 0) {
                buffered.release();
                return false;
            }
            skipsLine = count > 0;
        }
        return true;
    }

    /** Refuses a task of another loop than that to which the stream belongs. */
    abstract void refuseElsewhere(Strand<?> strand);

    /** What to throw if a write was broken off, or not begun, because its side is closed. */
    IOException explained(AsynchronousCloseException failure) {
        return failure;
    }

    final void refuseIfBusy(String consequence) {
        reading.refuseIfBusy(this, consequence);
        writing.refuseIfBusy(this, consequence);
    }

    /** Closes without waiting for anything. */
    abstract void closeNow();

    /** Waits until {@link #send} can go on. */
    abstract @Nullable Object awaitSend(Strand<?> strand, int room) throws Throwable;

    /**
     * Reads some bytes: as many as have come, at least one, as soon as there are any.
     *
     * @param target where to put them; must not be touched until the coroutine has ended
     * @return a coroutine that gives how many were read; -1 if the peer has ended its side; 0 if the target has no room
     * @throws IOException at the await
     */
    public final Coroutine<Integer> read(ByteBuffer target) throws IOException {
        Objects.requireNonNull(target, "target");
        ReadSome spare = spareRead;
        spareRead = null;
        return (spare == null ? new ReadSome(this) : spare).into(target);
    }

    /**
     * Reads until a buffer is full.
     *
     * @param target where to put the bytes; if the wait is cancelled or the connection breaks, its position tells how many have come
     * @return a coroutine that ends when there is no more room
     * @throws IOException at the await; {@link IncompleteReadException} if the stream ends before
     */
    public final Coroutine<@Nullable Void> readFully(ByteBuffer target) throws IOException {
        return new ReadFully(this, Objects.requireNonNull(target, "target"));
    }

    /**
     * Reads a number of bytes.
     *
     * @param count how many, 0 or more
     * @return a coroutine that gives them, in a new buffer
     * @throws IOException at the await; {@link IncompleteReadException} if the stream ends before
     */
    public final Coroutine<ByteBuffer> readExactly(int count) throws IOException {
        if (count < 0) {
            throw new IllegalArgumentException("readExactly(" + count + ")");
        }
        return new BufferedRead.Exactly(this, count);
    }

    /**
     * Reads up to a delimiter.
     *
     * @param delimiter one or more bytes; must not be changed until the coroutine has ended
     * @param limit how many bytes may come before the delimiter
     * @return a coroutine that gives the bytes, with the delimiter at their end, in a new buffer
     * @throws IOException at the await; {@link LimitExceededException} if more come, which then are there for the next read; {@link IncompleteReadException} if the stream
     *     ends before
     */
    public final Coroutine<ByteBuffer> readUntil(byte[] delimiter, int limit) throws IOException {
        if (delimiter.length == 0) {
            throw new IllegalArgumentException("The delimiter is empty");
        }
        refuseNegative("readUntil", limit);
        return new BufferedRead.Until(this, delimiter, limit);
    }

    /**
     * Reads a line of up to 64 KiB, as {@link #readLine(int)} does.
     *
     * @return a coroutine that gives the line, or null
     * @throws IOException at the await
     */
    public final Coroutine<@Nullable String> readLine() throws IOException {
        return readLine(DEFAULT_LINE_LIMIT);
    }

    /**
     * Reads a line, which ends in LF or CR LF, as UTF-8. A line that is too long is dropped to its end, and the next one can be read.
     *
     * @param limit how many bytes it may have, without its end
     * @return a coroutine that gives the line without its end; what is left before the end of the stream, if there is no line's end; null at the end
     * @throws IOException at the await; {@link LimitExceededException} if the line is longer
     */
    public final Coroutine<@Nullable String> readLine(int limit) throws IOException {
        refuseNegative("readLine", limit);
        return new BufferedRead.Line(this, limit);
    }

    /**
     * Reads all up to the end of the stream.
     *
     * @param limit how many bytes there may be
     * @return a coroutine that gives them, in a new buffer
     * @throws IOException at the await; {@link LimitExceededException} if there are more, which then are there for the next read
     */
    public final Coroutine<ByteBuffer> readAll(int limit) throws IOException {
        refuseNegative("readAll", limit);
        return new BufferedRead.All(this, limit);
    }

    private static void refuseNegative(String method, int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException(method + " with a limit of " + limit);
        }
    }

    /**
     * Writes a buffer.
     *
     * @param source what to write; must not be touched until the coroutine has ended
     * @return a coroutine that ends when all has been taken to be sent
     * @throws IOException at the await
     */
    public final Coroutine<@Nullable Void> write(ByteBuffer source) throws IOException {
        Objects.requireNonNull(source, "source");
        return nextWrite().from(source);
    }

    /**
     * Writes several buffers, where possible in one system call.
     *
     * @param sources what to write, in this order; neither the array nor the buffers must be touched until the coroutine has ended
     * @return a coroutine that ends when all has been taken to be sent
     * @throws IOException at the await
     */
    public final Coroutine<@Nullable Void> write(ByteBuffer... sources) throws IOException {
        for (ByteBuffer source : sources) {
            Objects.requireNonNull(source, "source");
        }
        return nextWrite().from(sources);
    }

    /**
     * Writes a text as UTF-8.
     *
     * @param text the text
     * @return a coroutine that ends when all has been taken to be sent
     * @throws IOException at the await
     */
    public final Coroutine<@Nullable Void> write(String text) throws IOException {
        return write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private WriteAll nextWrite() {
        WriteAll spare = spareWrite;
        spareWrite = null;
        return spare == null ? new WriteAll(this) : spare;
    }

    /**
     * Writes part of a file. Over plain sockets the operating system moves the bytes; over TLS they are read and encrypted.
     *
     * @param file the file, whose position is neither used nor changed
     * @param position where to begin
     * @param count how many bytes, at most
     * @return a coroutine that gives how many were written: fewer if the file ends before. One that is cancelled does not tell, so the connection can then only be broken off
     * @throws IOException at the await
     */
    public Coroutine<Long> transferFrom(FileChannel file, long position, long count) throws IOException {
        if (position < 0 || count < 0) {
            throw new IllegalArgumentException("transferFrom(file, " + position + ", " + count + ")");
        }
        return new CopyFile(this, Objects.requireNonNull(file, "file"), position, count);
    }

    /**
     * Ends this side: the peer reads to an end, and can still send. A write afterwards fails.
     *
     * @return a coroutine that ends when the end has been taken to be sent
     * @throws IOException at the await
     */
    public abstract Coroutine<@Nullable Void> shutdownOutput() throws IOException;

    /** Breaks the connection off at once: what was written may be lost, and the peer gets an error where possible. Whoever waits for the stream gets an exception. */
    public abstract void abort();

    /**
     * Tells whether the stream has been closed or broken off on this side.
     *
     * @return false if so
     */
    public abstract boolean isOpen();

    /**
     * Closes the stream. What has been written is still sent. Whoever waits for the stream gets an {@link java.nio.channels.AsynchronousCloseException}. Closing twice has
     * no effect.
     *
     * @return a coroutine that ends when the stream is closed
     */
    @Override
    public abstract Coroutine<@Nullable Void> closeAsync();
}
