// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;

import dev.heddle.Async;
import dev.heddle.AsyncCloseable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.net.TcpServer;
import dev.heddle.runtime.net.TcpStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** An HTTP/1.1 server. It lives on the loop that it serves on. */
final class WebServer implements AsyncCloseable {

    private final TcpServer server;
    private final Handler handler;
    private final Limits limits;
    private final IdleConnections idle = new IdleConnections();

    private WebServer(TcpServer server, Handler handler, Limits limits) {
        this.server = server;
        this.handler = handler;
        this.limits = limits;
    }

    /** Binds it to an address; with port 0, to a free port. */
    static WebServer bind(InetSocketAddress address, Handler handler, Limits limits) throws IOException {
        TcpServer server = TcpServer.bind(address);
        server.setConnectionLimit(limits.connections());
        return new WebServer(server, handler, limits);
    }

    int port() throws IOException {
        return server.port();
    }

    /** Serves until it is drained or closed. */
    Coroutine<Void> serve() throws IOException {
        return server.serve(this::connection);
    }

    @Async
    private Coroutine<Void> connection(TcpStream stream) throws Exception {
        await(new HttpConnection(stream, handler, limits, idle).serve());
        return done();
    }

    /**
     * Accepts nothing more, lets go of those who have asked for nothing, and finishes what has been asked for.
     *
     * @param limit how long that may take
     * @return a coroutine that gives how many connections had to be cut off
     */
    Coroutine<Integer> drain(Duration limit) {
        idle.drain();
        return server.drain(limit);
    }

    @Override
    public Coroutine<Void> closeAsync() {
        return server.closeAsync();
    }
}
