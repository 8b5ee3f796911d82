// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.compare;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server on this machine that takes a fixed time for each page, and handles any number of them at once: a timer answers them, so waiting costs it no thread. */
final class PageServer implements AutoCloseable {

    static final int PAGE_SIZE = 1_000;

    private static final int OK = 200;

    private final HttpServer server;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger served = new AtomicInteger();
    private final int delay;

    /**
     * Starts it on a free port.
     *
     * @param backlog how many clients may connect at the same moment
     * @param delay milliseconds from a request to its answer
     */
    PageServer(int backlog, int delay) throws IOException {
        // Without this, the last packet of each answer waits some 40 ms for an acknowledgement of the one before.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.delay = delay;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), backlog);
        server.createContext("/", exchange -> {
            var unused = timer.schedule(() -> answer(exchange), this.delay, TimeUnit.MILLISECONDS);
        });
        server.start();
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            exchange.sendResponseHeaders(OK, PAGE_SIZE);
            exchange.getResponseBody().write(new byte[PAGE_SIZE]);
            served.incrementAndGet();
        } catch (IOException gone) {
            // The client has left, and says so itself.
        }
    }

    /** Where the pages are: any path below will do. */
    URI address() {
        InetSocketAddress at = server.getAddress();
        return URI.create("http://" + at.getHostString() + ":" + at.getPort() + "/");
    }

    /** How many pages it has sent so far. */
    int served() {
        return served.get();
    }

    @Override
    public void close() {
        server.stop(0);
        timer.shutdownNow();
    }
}
