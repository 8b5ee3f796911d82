// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** A web server on a loop of its own, for tests. */
final class Site implements AutoCloseable {

    /** What nobody handled. */
    private final LinkedBlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

    private final EventLoop loop = EventLoop.builder()
            .exceptionHandler((task, failure) -> failures.add(failure))
            .start();
    private final WebServer server;
    private final CompletableFuture<Void> serving;
    private final int port;

    Site(Handler handler, Limits limits) throws IOException {
        server = WebServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), handler, limits);
        port = server.port();
        serving = loop.submit(server.serve());
    }

    Site(Path directory) throws IOException {
        this(Web.site(directory), Limits.DEFAULT);
    }

    int port() {
        return port;
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Begins to drain. */
    CompletableFuture<Integer> drain(Duration limit) {
        return loop.submit(() -> server.drain(limit));
    }

    /** Closes it, and complains of what nobody handled. */
    @Override
    public void close() {
        loop.submit(server.closeAsync()).join();
        serving.join();
        loop.close();
        assertTrue(failures.isEmpty(), failures::toString);
    }
}
