// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.withTimeout;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.net.ByteStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.nio.ChunkDecoder;
import org.apache.hc.core5.http.impl.nio.LengthDelimitedDecoder;
import org.apache.hc.core5.http.nio.ContentDecoder;

/** The body of a request, which comes as it is read: a client that sends faster than the handler reads has to wait. */
final class RequestBody {

    private static final int PIECE = 8 * 1024;
    private static final int TIMEOUT = 408;
    private static final int TOO_LARGE = 413;
    private static final int BAD = 400;

    private final HttpInput input;
    private final ByteStream stream;
    private final Limits limits;
    private final ContentDecoder decoder;
    private final long length;
    private boolean expectsContinue;
    private boolean ended;

    RequestBody(HttpRequest head, HttpInput input, ByteStream stream, Limits limits, Http1Config config)
            throws HttpException {
        this.input = input;
        this.stream = stream;
        this.limits = limits;
        // Whoever takes one for the length and the next proxy the other could be made to see a request inside of this
        // one.
        if (head.containsHeader(HttpHeaders.TRANSFER_ENCODING) && head.containsHeader(HttpHeaders.CONTENT_LENGTH)) {
            throw new ProtocolException("Both Transfer-Encoding and Content-Length");
        }
        length = DefaultContentLengthStrategy.INSTANCE.determineLength(head);
        BasicHttpTransportMetrics uncounted = new BasicHttpTransportMetrics();
        decoder = length == ContentLengthStrategy.CHUNKED
                ? new ChunkDecoder(input.beyond(), input, config, uncounted)
                : new LengthDelimitedDecoder(input.beyond(), input, uncounted, Math.max(0, length));
        ended = length == 0 || length == ContentLengthStrategy.UNDEFINED;
        expectsContinue = !ended && head.containsHeader(HttpHeaders.EXPECT);
    }

    /** Tells whether nothing is left to be read. */
    boolean isEnded() {
        return ended;
    }

    /**
     * Reads some bytes.
     *
     * @return a coroutine that gives how many, at least one; -1 at the end
     * @throws HttpProblem at the await, if the client sends something else than a body, or nothing for too long
     */
    @Async
    Coroutine<Integer> read(ByteBuffer target) throws IOException, HttpProblem {
        await(goAhead());
        int count = ended ? -1 : decode(target);
        while (count == 0) {
            await(fill());
            count = decode(target);
        }
        return result(count);
    }

    /** Tells a client to send the body that waits to be told so. The first read does it; who begins to answer before has to do it first. */
    @Async
    Coroutine<Void> goAhead() throws IOException {
        if (expectsContinue) {
            expectsContinue = false;
            await(stream.write("HTTP/1.1 100 Continue\r\n\r\n"));
        }
        return done();
    }

    @Async
    private Coroutine<Void> fill() throws IOException, HttpProblem {
        try {
            await(withTimeout(limits.patience(), input.fill()));
        } catch (TimeoutException e) {
            throw new HttpProblem(TIMEOUT, "The body does not go on");
        }
        return done();
    }

    private int decode(ByteBuffer target) throws IOException, HttpProblem {
        try {
            int count = decoder.read(target);
            ended = decoder.isCompleted();
            return ended && count == 0 ? -1 : count;
        } catch (MalformedChunkCodingException | MessageConstraintException | UncheckedIOException malformed) {
            throw new HttpProblem(BAD, "The body is malformed: " + malformed.getMessage());
        }
    }

    /**
     * Reads all that is left.
     *
     * @return a coroutine that gives it
     * @throws HttpProblem at the await, if that is more than the server's limit
     */
    @Async
    Coroutine<byte[]> readAll() throws IOException, HttpProblem {
        if (length > limits.body()) {
            throw tooLarge();
        }
        ByteBuffer all = ByteBuffer.allocate(length > 0 ? (int) length : PIECE);
        while (await(read(all)) >= 0) {
            if (!all.hasRemaining() && !ended) {
                if (all.capacity() >= limits.body()) {
                    throw tooLarge();
                }
                int doubled = Math.min(2 * all.capacity(), limits.body());
                all = ByteBuffer.wrap(Arrays.copyOf(all.array(), doubled)).position(all.position());
            }
        }
        return result(Arrays.copyOf(all.array(), all.position()));
    }

    private HttpProblem tooLarge() {
        return new HttpProblem(TOO_LARGE, "A body of more than " + limits.body() + " bytes");
    }
}
