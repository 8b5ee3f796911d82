// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Where a body goes that is made while it is sent. */
final class Sink {

    private static final ByteBuffer CHUNK_END = ascii("\r\n");
    private static final ByteBuffer LAST_CHUNK = ascii("0\r\n\r\n");

    private final HttpOutput output;
    private final boolean chunked;

    Sink(HttpOutput output, boolean chunked) {
        this.output = output;
        this.chunked = chunked;
    }

    /** Writes a piece, and waits until the client has room for it. */
    @Async
    Coroutine<Void> write(ByteBuffer piece) throws IOException {
        if (!chunked) {
            await(output.write(piece));
        } else if (piece.hasRemaining()) { // an empty chunk would be the end
            ByteBuffer size = ascii(Integer.toHexString(piece.remaining()) + "\r\n");
            await(output.write(size, piece, CHUNK_END.duplicate()));
        }
        return done();
    }

    Coroutine<Void> write(String piece) throws IOException {
        return write(ByteBuffer.wrap(piece.getBytes(StandardCharsets.UTF_8)));
    }

    @Async
    Coroutine<Void> end() throws IOException {
        if (chunked) {
            await(output.write(LAST_CHUNK.duplicate()));
        }
        return done();
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
