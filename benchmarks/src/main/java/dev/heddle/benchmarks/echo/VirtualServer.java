// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.echo;

import dev.heddle.benchmarks.Virtual;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A virtual thread for each connection, with the streams of blocking sockets. */
final class VirtualServer implements Server {

    private final ServerSocket listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();

    VirtualServer() throws IOException {
        var unused = Virtual.thread(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                connections.incrementAndGet();
                var unused = Virtual.thread(() -> serve(socket));
            }
        } catch (SocketException closed) {
            // By close(): that was it.
            return;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void serve(Socket connection) {
        try (Socket socket = connection) {
            byte[] buffer = new byte[BUFFER];
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public List<Thread> threads() {
        return List.of();
    }

    @Override
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
