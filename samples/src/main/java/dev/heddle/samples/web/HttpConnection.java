// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.timeoutOrElse;
import static dev.heddle.runtime.Tasks.withTimeout;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.CancelScope;
import dev.heddle.runtime.net.ByteStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.nio.DefaultHttpRequestFactory;
import org.apache.hc.core5.http.impl.nio.DefaultHttpRequestParser;
import org.jspecify.annotations.Nullable;

/**
 * One client, from its first request to its last. Its requests are answered in turn; what it has sent ahead (pipelining) waits in the input.
 *
 * <pre>
 *   idle -- a byte --> head -- parsed --> handler -- response written --> idle, or: end this side, and wait for the client's
 *     | (limit, drain)   | (limit, malformed) ------> refusal ------------------------------^
 *     v
 *   closed
 * </pre>
 */
final class HttpConnection {

    private static final Logger LOGGER = System.getLogger(HttpConnection.class.getName());
    private static final int TIMEOUT = 408;
    private static final int FAILED = 500;

    private static final Http1Config CONFIG = Http1Config.custom()
            .setMaxLineLength(Limits.LINE)
            .setMaxHeaderCount(Limits.HEADERS)
            .build();

    private final ByteStream stream;
    private final HttpInput input;
    private final HttpOutput output;
    private final Handler handler;
    private final Limits limits;
    private final IdleConnections idle;
    private final DefaultHttpRequestParser<HttpRequest> parser =
            new DefaultHttpRequestParser<>(CONFIG, DefaultHttpRequestFactory.INSTANCE);

    HttpConnection(ByteStream stream, Handler handler, Limits limits, IdleConnections idle) {
        this.stream = stream;
        this.input = new HttpInput(stream);
        this.output = new HttpOutput(stream, limits);
        this.handler = handler;
        this.limits = limits;
        this.idle = idle;
    }

    /** Answers requests until there are no more. Whoever calls it closes the stream. */
    @Async
    Coroutine<Void> serve() throws Exception {
        try {
            while (await(isInUse())) {
                if (!await(exchange())) {
                    await(linger());
                    return done();
                }
            }
        } catch (IOException | HttpException gone) {
            // Clients leave as they like. Whatever was half done is broken off, so that nobody takes it for whole.
            LOGGER.log(Level.DEBUG, "A client has gone", gone);
            stream.abort();
        }
        return done();
    }

    /** Waits for the first byte of a request. Says no if there is none: the client is through, has been silent for too long, or the server is. */
    @Async
    private Coroutine<Boolean> isInUse() throws IOException {
        if (input.hasData()) {
            return result(true);
        }
        Boolean more = await(CancelScope.<Boolean>run(limits.idle(), scope -> {
            idle.enter(scope);
            try {
                return result(await(input.fill()));
            } finally {
                idle.leave(scope);
            }
        }));
        return result(Boolean.TRUE.equals(more));
    }

    /** One request and its response. Says whether another one may follow. */
    @Async
    private Coroutine<Boolean> exchange() throws Exception {
        Request request;
        try {
            HttpRequest head = await(head());
            request = Request.of(head, new RequestBody(head, input, stream, limits, CONFIG));
        } catch (HttpException refusal) {
            // Nobody knows where the next request would begin.
            await(output.write(Response.of(refusal), false, true, true));
            return result(false);
        }
        Response response = await(answer(request));
        boolean streams = response.content() instanceof Response.Stream;
        if (streams) {
            await(request.body().goAhead());
        }
        boolean goesOn = request.keepsAlive()
                && !idle.isDraining()
                && (streams ? request.isHttp11() : request.body().isEnded());
        await(output.write(response, request.isHead(), request.isHttp11(), !goesOn));
        return result(goesOn && request.body().isEnded());
    }

    @Async
    private Coroutine<HttpRequest> head() throws IOException, HttpException {
        parser.reset();
        // What comes in one packet needs no time limit, and most do.
        HttpRequest head = parser.parse(input, false);
        if (head != null) {
            return result(head);
        }
        try {
            return result(await(withTimeout(limits.patience(), restOfHead())));
        } catch (TimeoutException e) {
            throw new HttpProblem(TIMEOUT, "The head is not complete");
        }
    }

    @Async
    private Coroutine<HttpRequest> restOfHead() throws IOException, HttpException {
        HttpRequest head = null;
        while (head == null) {
            if (!await(input.fill())) {
                throw new ConnectionClosedException("The client has ended its side in the middle of a head");
            }
            head = parser.parse(input, false);
        }
        return result(head);
    }

    /** What the handler says. Its failures are for the log; the client need not know how the server is made. */
    @Async
    private Coroutine<Response> answer(Request request) throws IOException {
        try {
            return result(await(handler.handle(request)));
        } catch (HttpException refusal) {
            return result(Response.of(refusal));
        } catch (ConnectionClosedException | CancellationException end) {
            throw end;
        } catch (Exception failure) {
            LOGGER.log(Level.ERROR, request.method() + " " + request.path() + " failed", failure);
            return result(Response.text(FAILED, "500 Internal Server Error\n"));
        }
    }

    /** Ends this side, and reads on: if a socket is closed while there is something to be read, the client gets a reset, and may never see the last response. */
    @Async
    private Coroutine<Void> linger() throws IOException {
        await(stream.shutdownOutput());
        @Nullable Boolean ended = await(timeoutOrElse(Limits.LINGER, untilTheEnd(), false));
        assert ended != null;
        return done();
    }

    @Async
    private Coroutine<Boolean> untilTheEnd() throws IOException {
        ByteBuffer scrap = ByteBuffer.allocate(Limits.LINE);
        while (await(stream.read(scrap.clear())) >= 0) {
            // Nothing of this is wanted any more.
        }
        return result(true);
    }
}
