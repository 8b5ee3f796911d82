// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.echo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** The client of all servers, in a process of its own: connections on one thread, each with one request under way. */
final class Load implements AutoCloseable {

    /** How many times as long as it counts it first warms up. */
    private static final int WARM_UP = 10;

    /** Which part of the time goes by before it counts. */
    private static final int LEAD = 4;

    private final Selector selector = Selector.open();
    private final ByteBuffer request;
    private long answers;

    private Load(int port, int connections, byte[] request, int answer) throws IOException {
        this.request = ByteBuffer.allocateDirect(request.length).put(request).flip();
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, ByteBuffer.allocateDirect(answer));
        }
    }

    /**
     * Runs, told by its input: waits for a line, and sends for some time; says BEGIN when it begins to count, and then how many answers there were in how many nanoseconds. Does so again for each further
     * line, until there is none.
     *
     * @param args the port, the number of connections, the request, the length of an answer, and for how many milliseconds to count
     * @throws IOException if a connection breaks
     */
    public static void main(String[] args) throws IOException {
        byte[] request = args[2].getBytes(StandardCharsets.ISO_8859_1);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        long nanos = Long.parseLong(args[4]) * 1_000_000;
        try (Load load =
                new Load(Integer.parseInt(args[0]), Integer.parseInt(args[1]), request, Integer.parseInt(args[3]))) {
            System.out.println(LoadProcess.CONNECTED);
            if (lines.readLine() == null) {
                return;
            }
            load.begin();
            // Until the JIT has done with the server: its time is that of the process.
            var unused = load.run(WARM_UP * nanos);
            do {
                load.count(nanos);
            } while (lines.readLine() != null);
        }
    }

    /** Answers that have come since the last time are there at once, so these don't count. */
    private void count(long nanos) throws IOException {
        var unused = run(nanos / LEAD);
        System.out.println(LoadProcess.BEGIN);
        long begin = System.nanoTime();
        long answers = run(nanos);
        System.out.println(answers + " " + (System.nanoTime() - begin));
    }

    private void begin() throws IOException {
        for (SelectionKey key : selector.keys()) {
            ((SocketChannel) key.channel()).write(request.duplicate());
        }
    }

    /** Goes on for a time, in nanoseconds, and gives how many answers have come. */
    private long run(long nanos) throws IOException {
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
            ByteBuffer answer = (ByteBuffer) key.attachment();
            if (channel.read(answer) < 0) {
                throw new IOException("The server has ended the connection");
            }
            if (!answer.hasRemaining()) {
                answers++;
                channel.write(request.duplicate());
                answer.clear();
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
