// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.net.ByteStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * What has come from a client, and has not been parsed yet. HttpCore's parsers take from it what they can, and say if that was not enough; then {@link #fill} waits for
 * more. So they know nothing of sockets, and the waiting knows nothing of HTTP.
 */
final class HttpInput implements SessionInputBuffer {

    private static final int SIZE = 2 * Limits.LINE;

    private final ByteStream stream;

    /** From its position to its limit. */
    private final ByteBuffer buffer = ByteBuffer.allocate(SIZE).limit(0);

    private boolean ended;

    HttpInput(ByteStream stream) {
        this.stream = stream;
    }

    /**
     * Waits for more bytes. If the wait is cancelled none are lost.
     *
     * @return a coroutine that says false if the client has ended its side
     */
    @Async
    Coroutine<Boolean> fill() throws IOException {
        buffer.compact();
        try {
            if (!buffer.hasRemaining()) {
                throw new IllegalStateException("A parser wants more than " + SIZE + " bytes at once");
            }
            ended = await(stream.read(buffer)) < 0;
        } catch (IOException broken) {
            throw new ConnectionClosedException("The connection is broken", broken);
        } finally {
            buffer.flip();
        }
        return result(!ended);
    }

    /** Where the decoders of bodies look for more when the buffer is empty: there is nothing, for now or for ever. */
    ReadableByteChannel beyond() {
        return new ReadableByteChannel() {
            @Override
            public int read(ByteBuffer target) {
                return ended ? -1 : 0;
            }

            @Override
            public boolean isOpen() {
                return !ended;
            }

            @Override
            public void close() {
                ended = true;
            }
        };
    }

    @Override
    public boolean hasData() {
        return buffer.hasRemaining();
    }

    @Override
    public int length() {
        return buffer.remaining();
    }

    /** Called by decoders with {@link #beyond}, from which nothing comes. */
    @Override
    public int fill(ReadableByteChannel channel) throws IOException {
        return channel.read(buffer);
    }

    @Override
    public int read() {
        return buffer.get() & 0xff;
    }

    @Override
    public int read(ByteBuffer target, int most) {
        if (most < 0) {
            throw new UncheckedIOException(new MalformedChunkCodingException("A chunk of a negative size"));
        }
        int count = Math.min(Math.min(most, target.remaining()), buffer.remaining());
        target.put(buffer.slice(buffer.position(), count));
        buffer.position(buffer.position() + count);
        return count;
    }

    @Override
    public int read(ByteBuffer target) {
        return read(target, Integer.MAX_VALUE);
    }

    @Override
    public int read(WritableByteChannel target, int most) throws IOException {
        int count = target.write(buffer.slice(buffer.position(), Math.min(most, buffer.remaining())));
        buffer.position(buffer.position() + count);
        return count;
    }

    @Override
    public int read(WritableByteChannel target) throws IOException {
        return read(target, Integer.MAX_VALUE);
    }

    /** Takes a line without its end, if a whole one has come. */
    @Override
    public boolean readLine(CharArrayBuffer line, boolean endOfStream) {
        for (int i = buffer.position(); i < buffer.limit(); i++) {
            if (buffer.get(i) == '\n') {
                int end = i > buffer.position() && buffer.get(i - 1) == '\r' ? i - 1 : i;
                line.append(buffer.array(), buffer.position(), end - buffer.position());
                buffer.position(i + 1);
                return true;
            }
        }
        return false;
    }
}
