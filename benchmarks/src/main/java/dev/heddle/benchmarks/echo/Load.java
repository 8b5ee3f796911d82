// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.echo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** The client of all servers: connections on one thread, each with one message under way. */
final class Load implements AutoCloseable {

    private static final int MESSAGE = 64;

    private final Selector selector = Selector.open();
    private long answers;

    Load(int port, int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            ByteBuffer message = ByteBuffer.allocateDirect(MESSAGE);
            channel.register(selector, SelectionKey.OP_READ, message);
            channel.write(message);
            message.clear();
        }
    }

    /** Goes on for a time, in nanoseconds, and gives how many messages have come back. */
    long run(long nanos) throws IOException {
        long before = answers;
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < nanos) {
            selector.select(this::answer, 100);
        }
        return answers - before;
    }

    private void answer(SelectionKey key) {
        try {
            SocketChannel channel = (SocketChannel) key.channel();
            ByteBuffer message = (ByteBuffer) key.attachment();
            if (channel.read(message) < 0) {
                throw new IOException("The server has ended the connection");
            }
            if (!message.hasRemaining()) {
                answers++;
                channel.write(message.flip());
                message.clear();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
