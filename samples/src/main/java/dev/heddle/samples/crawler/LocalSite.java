// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.crawler;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A site on this machine, to be crawled: a tree of pages, of which each leads to two more. Every fifth page is out of order the first time it is asked for; the last one
 * always is, and the first one leads also to one that does not exist.
 */
final class LocalSite implements AutoCloseable {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;
    private static final int FLAKY = 5;

    private final HttpServer server;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final int pages;
    private final int delay;

    // Guarded by this object's monitor.
    private final Map<Integer, Integer> requests = new TreeMap<>();
    private int inProgress;
    private int mostInProgress;

    /**
     * Starts it on a free port.
     *
     * @param pages how many pages it has, numbered from 1
     * @param delay milliseconds from a request to its answer
     */
    LocalSite(int pages, int delay) throws IOException {
        this.pages = pages;
        this.delay = delay;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), pages);
        server.createContext("/", this::accept);
        server.start();
    }

    URI address() {
        InetSocketAddress at = server.getAddress();
        return URI.create("http://" + at.getHostString() + ":" + at.getPort() + "/1");
    }

    /** How often each page was asked for. */
    synchronized Map<Integer, Integer> requests() {
        return new TreeMap<>(requests);
    }

    /** How many requests there were at the same moment, at most. */
    synchronized int mostInProgress() {
        return mostInProgress;
    }

    private void accept(HttpExchange exchange) {
        int number = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
        int attempt = begin(number);
        var unused = timer.schedule(() -> answer(exchange, number, attempt), delay, TimeUnit.MILLISECONDS);
    }

    private synchronized int begin(int number) {
        inProgress++;
        mostInProgress = Math.max(mostInProgress, inProgress);
        return requests.merge(number, 1, Integer::sum);
    }

    private synchronized void end() {
        inProgress--;
    }

    private void answer(HttpExchange exchange, int number, int attempt) {
        // Before the last byte is sent: afterwards the next request may be here already.
        end();
        boolean outOfOrder = number == pages || (number % FLAKY == 0 && attempt == 1);
        int status = number > pages ? NOT_FOUND : outOfOrder ? UNAVAILABLE : OK;
        try (exchange) {
            byte[] html = page(number).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, html.length);
            exchange.getResponseBody().write(html);
        } catch (IOException gone) {
            // The client has left, and says so itself.
        }
    }

    private String page(int number) {
        StringBuilder html = new StringBuilder("<title>Page " + number + "</title><a href='/1#top'>Home</a>"
                + "<a href='https://example.org/'>Elsewhere</a>");
        for (int next = 2 * number; next <= 2 * number + 1; next++) {
            if (next <= pages) {
                html.append("<a href='")
                        .append(next)
                        .append("'>Page ")
                        .append(next)
                        .append("</a>");
            }
        }
        return number == 1
                ? html.append("<a href='" + (pages + 1) + "'>Lost</a>").toString()
                : html.toString();
    }

    @Override
    public void close() {
        server.stop(0);
        timer.shutdownNow();
    }
}
