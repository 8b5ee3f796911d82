// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.echo;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.net.ConnectionHandler;
import dev.heddle.runtime.net.TcpServer;
import dev.heddle.runtime.net.TcpStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A loop of Heddle's with a server, and with a coroutine for each connection. */
public final class HeddleServer implements Server {

    private final EventLoop loop = EventLoop.builder().name("echo-heddle").start();
    private final TcpServer server;
    private final AtomicInteger connections = new AtomicInteger();
    private final int port;
    private final Thread thread;
    private final CompletableFuture<@Nullable Void> serving;

    /**
     * Opens one.
     *
     * @param handler what it does with a connection
     * @throws IOException if it can't listen
     */
    public HeddleServer(ConnectionHandler<TcpStream> handler) throws IOException {
        server = TcpServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = server.port();
        thread = CompletableFuture.supplyAsync(Thread::currentThread, loop).join();
        serving = loop.submit(() -> server.serve(stream -> {
            connections.incrementAndGet();
            return handler.handle(stream);
        }));
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
        loop.submit(server.closeAsync()).join();
        // Tells of a failure, if there was one.
        serving.join();
        loop.close();
    }
}
