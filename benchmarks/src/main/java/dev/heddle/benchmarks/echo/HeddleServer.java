// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.echo;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.net.TcpServer;
import dev.heddle.runtime.net.TcpStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** As users write it. */
final class HeddleServer implements Server {

    private final EventLoop loop = EventLoop.builder().name("echo-heddle").start();
    private final TcpServer server;
    private final int port;
    private final Thread thread;
    private final CompletableFuture<@Nullable Void> serving;

    HeddleServer() throws IOException {
        server = TcpServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = server.port();
        thread = CompletableFuture.supplyAsync(Thread::currentThread, loop).join();
        serving = loop.submit(() -> server.serve(HeddleServer::echo));
    }

    @Async
    static Coroutine<@Nullable Void> echo(TcpStream stream) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        while (await(stream.read(buffer)) >= 0) {
            await(stream.write(buffer.flip()));
            buffer.clear();
        }
        return done();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Thread thread() {
        return thread;
    }

    @Override
    public void close() {
        loop.submit(server.closeAsync()).join();
        // Tells of a failure, if there was one.
        serving.join();
        loop.close();
    }
}
