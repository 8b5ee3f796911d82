// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.echo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** As little as it takes: a selector, and a buffer for each connection. What does not fit into a socket's buffer at once is none of its business, and fails. */
final class NioServer implements Server {

    private final Selector selector = Selector.open();
    private final ServerSocketChannel channel = ServerSocketChannel.open();
    private final Thread thread = new Thread(this::run, "echo-nio");
    private final AtomicInteger connections = new AtomicInteger();
    private final int port;

    NioServer() throws IOException {
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_ACCEPT);
        port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    NioServer start() {
        thread.start();
        return this;
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                selector.select(this::serve);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (java.nio.channels.ClosedSelectorException closed) {
            // By close(): that was it.
            return;
        }
    }

    private void serve(SelectionKey key) {
        if (!key.isValid()) {
            // Closed by close(), in the midst of a round.
            return;
        }
        try {
            if (key.isAcceptable()) {
                SocketChannel accepted = channel.accept();
                connections.incrementAndGet();
                accepted.configureBlocking(false);
                accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
                accepted.register(selector, SelectionKey.OP_READ, ByteBuffer.allocateDirect(BUFFER));
                return;
            }
            SocketChannel connection = (SocketChannel) key.channel();
            ByteBuffer buffer = (ByteBuffer) key.attachment();
            if (connection.read(buffer) < 0) {
                connection.close();
                return;
            }
            connection.write(buffer.flip());
            if (buffer.hasRemaining()) {
                throw new IOException("The socket's buffer is full");
            }
            buffer.clear();
        } catch (ClosedChannelException closed) {
            // By close(), which waits for nobody.
            return;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
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
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
