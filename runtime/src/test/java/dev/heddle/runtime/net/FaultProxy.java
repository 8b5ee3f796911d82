// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;

/** Stands between a client and a server and forwards pieces of random sizes; after so many bytes of one direction it breaks both connections off. For one connection. */
final class FaultProxy implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Random random;
    private final int largestPiece;
    private final Thread accepting;
    private volatile Socket client;
    private volatile Socket server;

    /**
     * Makes a proxy.
     *
     * @param seed decides on the sizes of the pieces
     * @param largestPiece how many bytes are forwarded at once, at most
     * @param up how many bytes of the client's get through before the fault
     * @param down how many of the server's
     */
    FaultProxy(int port, long seed, int largestPiece, int up, int down) throws IOException {
        this.random = new Random(seed);
        this.largestPiece = largestPiece;
        this.accepting = new Thread(() -> accept(port, up, down));
        accepting.start();
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept(int port, int up, int down) {
        try {
            client = listening.accept();
            server = new Socket(InetAddress.getLoopbackAddress(), port);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread back = new Thread(() -> forward(server, client, down));
            back.start();
            forward(client, server, up);
            back.join();
        } catch (IOException | InterruptedException e) {
            breakOff();
        }
    }

    private void forward(Socket from, Socket to, int most) {
        byte[] piece = new byte[largestPiece];
        int left = most;
        try {
            while (left > 0) {
                int wanted = Math.min(left, 1 + nextInt());
                int count = from.getInputStream().read(piece, 0, wanted);
                if (count < 0) {
                    to.shutdownOutput();
                    return;
                }
                to.getOutputStream().write(piece, 0, count);
                left -= count;
            }
            breakOff();
        } catch (IOException brokenAlready) {
            breakOff();
        }
    }

    private synchronized int nextInt() {
        return random.nextInt(largestPiece);
    }

    private synchronized void breakOff() {
        reset(client);
        reset(server);
    }

    private static void reset(Socket socket) {
        if (socket == null) {
            return;
        }
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException closedAlready) {
            assert socket.isClosed() : closedAlready;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        breakOff();
        boolean interrupted = false;
        while (accepting.isAlive()) {
            try {
                accepting.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
