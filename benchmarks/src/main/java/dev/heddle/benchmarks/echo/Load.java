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
     * Runs, told by its input: waits for a line, sends; says BEGIN when it begins to count, and how many answers a second there were in the end.
     *
     * @param args the port, the number of connections, the request, the length of an answer, and for how many milliseconds
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
            var unused = load.run(3 * nanos);
            System.out.println(LoadProcess.BEGIN);
            long begin = System.nanoTime();
            long answers = load.run(nanos);
            System.out.println(answers + " " + (System.nanoTime() - begin));
            // The server may measure until it hears of the end; then the connections may break.
            var unusedLine = lines.readLine();
        }
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
