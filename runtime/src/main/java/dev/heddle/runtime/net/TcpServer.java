// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A TCP server.
 *
 * <pre>{@code
 * try (TcpServer server = TcpServer.bind(8080)) {
 *     await(server.serve(stream -> {
 *         ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
 *         while (await(stream.read(buffer)) >= 0) {
 *             await(stream.write(buffer.flip()));
 *             buffer.clear();
 *         }
 *         return done();
 *     }));
 * }
 * }</pre>
 */
public final class TcpServer extends StreamServer<TcpStream> {

    private TcpServer(ServerSocketChannel channel) throws IOException {
        super(channel);
    }

    /**
     * Listens on a port of all addresses of this machine.
     *
     * @param port the port; 0 for one that is free
     * @return the server, which accepts nothing yet: connections wait
     * @throws IOException now, if the port is taken or not allowed
     */
    public static TcpServer bind(int port) throws IOException {
        return bind(new InetSocketAddress(port));
    }

    /**
     * Listens on an address.
     *
     * @param address an address of this machine; with port 0, a free port is chosen
     * @return the server
     * @throws IOException now, if the address can't be had
     */
    public static TcpServer bind(InetSocketAddress address) throws IOException {
        return bind(address, BACKLOG);
    }

    /**
     * Listens on an address.
     *
     * @param address an address of this machine
     * @param backlog how many connections may wait to be accepted; the system may allow fewer
     * @return the server
     * @throws IOException now, if the address can't be had
     */
    public static TcpServer bind(InetSocketAddress address, int backlog) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        return Binding.of(channel, address, () -> adopt(channel.bind(address, backlog)));
    }

    /**
     * Listens on an address on which others listen as well that were bound so, by this program or another of the same user: with {@code SO_REUSEPORT}, the system shares the
     * connections out among them, by a hash of the peer's address. With one on each loop of a {@link dev.heddle.runtime.LoopGroup}, no loop has to hand anything over; but
     * a loop that is busy gets as many connections as one that is idle, and those that wait in the backlog of a server that stops are refused.
     *
     * <p>Linux shares out evenly; macOS gives most to the one that was bound last. Windows has no such option.
     *
     * @param address an address of this machine
     * @return the server
     * @throws IOException now, if the address can't be had, as when somebody listens there otherwise
     * @throws UnsupportedOperationException if the system has no {@code SO_REUSEPORT}
     */
    public static TcpServer bindShared(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        return Binding.of(channel, address, () -> adopt(shared(channel).bind(address, BACKLOG)));
    }

    /** Allows a channel that is not bound yet to share its port. */
    static ServerSocketChannel shared(ServerSocketChannel channel) throws IOException {
        if (!channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
            throw new UnsupportedOperationException("This system has no SO_REUSEPORT, so several servers can't share a"
                    + " port: bind one, and have it hand its connections over, by serve(group, handler)");
        }
        return channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
    }

    /**
     * Makes a server of a channel that is bound already, with whatever options.
     *
     * @param bound the channel, which is set to non-blocking mode, and belongs to the server from now on
     * @return the server
     * @throws IOException if the channel is closed or not bound
     */
    public static TcpServer adopt(ServerSocketChannel bound) throws IOException {
        if (!(bound.getLocalAddress() instanceof InetSocketAddress)) {
            throw new IOException(bound + " is not bound to a TCP port");
        }
        return new TcpServer(bound);
    }

    /**
     * Gives the port that the server listens on.
     *
     * @return the port
     * @throws IOException if the server has been stopped
     */
    public int port() throws IOException {
        return ((InetSocketAddress) localAddress()).getPort();
    }

    @Override
    TcpStream streamOf(SocketChannel accepted) throws IOException {
        var unused = accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new TcpStream(accepted);
    }
}
