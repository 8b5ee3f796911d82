// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A connection between a stream, on a loop with a thread of its own, and a plain blocking socket, which the test holds. */
final class Loopback implements AutoCloseable {

    final EventLoop loop;
    final TcpStream stream;
    final Socket peer;

    private Loopback(EventLoop loop, TcpStream stream, Socket peer) {
        this.loop = loop;
        this.stream = stream;
        this.peer = peer;
    }

    static Loopback open() throws Throwable {
        EventLoop loop = EventLoop.builder().start();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var connecting = loop.submit(TcpStream.connect((InetSocketAddress) server.getLocalSocketAddress()));
            Socket peer = server.accept();
            return new Loopback(loop, connecting.get(), peer);
        }
    }

    /** Runs a coroutine on the loop, and throws its failure itself. */
    <T> T run(Coroutine<T> coroutine) throws Throwable {
        return run(loop, coroutine);
    }

    static <T> T run(EventLoop loop, Coroutine<T> coroutine) throws Throwable {
        try {
            return loop.submit(coroutine).get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    /** Makes sure that a coroutine is refused on a loop that is not the stream's. */
    static void refusedElsewhere(Coroutine<?> coroutine) {
        try (EventLoop other = EventLoop.builder().name("other").start()) {
            IllegalStateException refused = assertThrows(IllegalStateException.class, () -> run(other, coroutine));
            assertTrue(refused.getMessage().contains("can't be used on EventLoop[other]"), refused.getMessage());
        }
    }

    /** Runs something on a thread of its own. */
    static <T> FutureTask<T> aside(Callable<T> callable) {
        FutureTask<T> task = new FutureTask<>(callable);
        new Thread(task).start();
        return task;
    }

    void peerSends(String text) throws IOException {
        peer.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    void peerEnds() throws IOException {
        peer.shutdownOutput();
    }

    /** Closes the peer's socket so that the stream gets a reset. */
    void peerResets() throws IOException {
        peer.setSoLinger(true, 0);
        peer.close();
    }

    String peerReads(int count) throws IOException {
        return new String(peer.getInputStream().readNBytes(count), StandardCharsets.UTF_8);
    }

    static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    @Override
    public void close() throws IOException {
        peer.close();
        loop.submit(stream.closeAsync()).join();
        loop.close();
    }
}
