// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.http;

import dev.heddle.benchmarks.echo.Server;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** As users of Vert.x write it, on one event loop; another thread of its own accepts. */
final class VertxHttp implements Server {

    private static final Buffer BODY = Buffer.buffer(Plaintext.BODY);
    private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain");
    private static final CharSequence LENGTH = HttpHeaders.createOptimized(String.valueOf(Plaintext.BODY.length()));

    /** Without HTTP/2, for which it would look in the first bytes of each connection before it counts as one. */
    private static final HttpServerOptions OPTIONS =
            new HttpServerOptions().setAcceptBacklog(1024).setHttp2ClearTextEnabled(false);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final AtomicInteger connections = new AtomicInteger();
    private final Thread thread;
    private final int port;

    VertxHttp() {
        CompletableFuture<Thread> loop = new CompletableFuture<>();
        vertx.runOnContext(nothing -> loop.complete(Thread.currentThread()));
        thread = loop.join();
        HttpServer server = vertx.createHttpServer(OPTIONS)
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(VertxHttp::answer);
        port = join(server.listen(0, "127.0.0.1")).actualPort();
    }

    private static void answer(HttpServerRequest request) {
        if (request.path().equals(Plaintext.PATH)) {
            var unused = request.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, TEXT)
                    .putHeader(HttpHeaders.CONTENT_LENGTH, LENGTH)
                    .end(BODY);
        } else {
            var unused = request.response().setStatusCode(404).end();
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public List<Thread> threads() {
        return List.of(thread);
    }

    @Override
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        var unused = join(vertx.close());
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
