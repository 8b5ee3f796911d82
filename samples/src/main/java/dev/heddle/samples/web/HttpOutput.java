// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.runtime.Tasks.withTimeout;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.io.AsyncFile;
import dev.heddle.runtime.net.ByteStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.protocol.HttpDateGenerator;

/** Writes responses. A client that does not read holds its own connection up, and that not for ever. */
final class HttpOutput {

    /** A file is sent in pieces so that the client has the time limit for each. */
    private static final long PIECE = 1024 * 1024;

    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final ByteStream stream;
    private final Limits limits;

    HttpOutput(ByteStream stream, Limits limits) {
        this.stream = stream;
        this.limits = limits;
    }

    /**
     * Writes a response.
     *
     * @param toHead whether it answers a HEAD, and goes without its body
     * @param http11 whether the client knows chunks
     * @param last whether the connection ends with it
     */
    @Async
    Coroutine<Void> write(Response response, boolean toHead, boolean http11, boolean last) throws Exception {
        boolean chunked = http11 && response.content() instanceof Response.Stream;
        ByteBuffer head = head(response, chunked, last, http11);
        if (response.content() instanceof Response.Bytes body) {
            // In one go, so that the two share a packet.
            await(write(head, ByteBuffer.wrap(toHead ? new byte[0] : body.bytes())));
        } else if (response.content() instanceof Response.Contents file) {
            try (AsyncFile open = file.file()) {
                await(write(head));
                await(send(open, toHead ? 0 : file.size()));
            }
        } else if (response.content() instanceof Response.Stream made) {
            await(write(head));
            if (!toHead) {
                Sink sink = new Sink(this, chunked);
                await(made.source().writeTo(sink));
                await(sink.end());
            }
        }
        return done();
    }

    private static ByteBuffer head(Response response, boolean chunked, boolean last, boolean http11) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(response.status())
                .append(' ')
                .append(Response.reason(response.status()))
                .append("\r\nDate: ")
                .append(HttpDateGenerator.INSTANCE.getCurrentDate());
        response.headers().forEach((name, value) -> append(head, name, value));
        if (chunked) {
            append(head, "Transfer-Encoding", "chunked");
        } else if (response.status() != NO_CONTENT && response.status() != NOT_MODIFIED) {
            appendLength(head, response.content());
        }
        if (last || !http11) {
            append(head, "Connection", last ? "close" : "keep-alive");
        }
        return ByteBuffer.wrap(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void appendLength(StringBuilder head, Response.Content content) {
        if (content instanceof Response.Bytes body) {
            append(head, "Content-Length", Integer.toString(body.bytes().length));
        } else if (content instanceof Response.Contents file) {
            append(head, "Content-Length", Long.toString(file.size()));
        }
    }

    private static void append(StringBuilder head, String name, String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            // It would let whoever chose the value add headers, or a whole response.
            throw new IllegalArgumentException("The value of " + name + " has more than one line");
        }
        head.append("\r\n").append(name).append(": ").append(value);
    }

    @Async
    Coroutine<Void> write(ByteBuffer... buffers) throws IOException {
        try {
            await(withTimeout(limits.patience(), stream.write(buffers)));
        } catch (TimeoutException e) {
            throw new IOException("The client does not read", e);
        }
        return done();
    }

    @Async
    private Coroutine<Void> send(AsyncFile file, long size) throws IOException {
        long position = 0;
        while (position < size) {
            long piece = Math.min(PIECE, size - position);
            try {
                long sent = await(withTimeout(limits.patience(), stream.transferFrom(file.channel(), position, piece)));
                if (sent < piece) {
                    throw new IOException("The file has become shorter: " + file);
                }
            } catch (TimeoutException e) {
                throw new IOException("The client does not read", e);
            }
            position += piece;
        }
        return done();
    }
}
