// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.AsyncCloseable;
import dev.heddle.Coroutine;
import dev.heddle.Registration;
import dev.heddle.runtime.WatchedChannel;
import dev.heddle.runtime.codegen.Origins;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket: datagrams from and to anybody or, {@linkplain #connect connected}, one peer; also multicast.
 *
 * <pre>{@code
 * try (UdpSocket socket = UdpSocket.bind(9999)) {
 *     ByteBuffer datagram = ByteBuffer.allocateDirect(65_535);
 *     while (true) {
 *         InetSocketAddress sender = await(socket.receive(datagram.clear()));
 *         await(socket.send(datagram.flip(), sender));
 *     }
 * }
 * }</pre>
 *
 * <p>One task at a time may receive, and one may send. A wait that is cancelled has neither taken nor sent anything. It is used on one event loop.
 */
public final class UdpSocket implements AsyncCloseable {

    final DatagramChannel channel;
    final WatchedChannel watched;
    private final Registration opened;
    final Side receiving = new Side("receives from", "receiving from");
    final Side sending = new Side("sends by", "sending by");

    private UdpSocket(DatagramChannel channel) throws IOException {
        this.channel = channel;
        this.watched = WatchedChannel.of(channel);
        this.opened = Origins.opened(this);
    }

    /**
     * Opens a socket on a port of all addresses of this machine.
     *
     * @param port the port; 0 for one that is free
     * @return the socket
     * @throws IOException now, if the port is taken or not allowed
     */
    public static UdpSocket bind(int port) throws IOException {
        return open(null, new InetSocketAddress(port), false);
    }

    /**
     * Opens a socket on an address.
     *
     * @param address an address of this machine; with port 0, a free port is chosen
     * @return the socket
     * @throws IOException now, if the address can't be had
     */
    public static UdpSocket bind(InetSocketAddress address) throws IOException {
        return open(null, address, false);
    }

    /**
     * Opens a socket for receiving multicast datagrams on a port, which others on this machine may share.
     *
     * @param family the family of the groups to {@link #join}
     * @param port the port
     * @return the socket
     * @throws IOException now, if the port is taken or not allowed
     */
    public static UdpSocket bindMulticast(StandardProtocolFamily family, int port) throws IOException {
        return open(family, new InetSocketAddress(port), true);
    }

    private static UdpSocket open(@Nullable ProtocolFamily family, InetSocketAddress address, boolean shared)
            throws IOException {
        DatagramChannel channel = family == null ? DatagramChannel.open() : DatagramChannel.open(family);
        return Binding.of(channel, address, () -> {
            if (shared) {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
            return new UdpSocket(channel.bind(address));
        });
    }

    /**
     * Restricts the socket to one peer: others' datagrams are dropped, and if the peer's machine says that nobody listens, the next receive or send throws a
     * {@link java.net.PortUnreachableException}. The socket stays usable then.
     *
     * @param peer the peer
     * @throws IOException if the address can't be had
     */
    public void connect(InetSocketAddress peer) throws IOException {
        var unused = channel.connect(peer);
    }

    /**
     * Lifts the restriction to one peer.
     *
     * @throws IOException if the system refuses
     */
    public void disconnect() throws IOException {
        var unused = channel.disconnect();
    }

    /**
     * Receives what is sent to a multicast group.
     *
     * @param group the group's address
     * @param network where to listen for it
     * @return the membership; dropping it ends it
     * @throws IOException if the system refuses
     */
    public MembershipKey join(InetAddress group, NetworkInterface network) throws IOException {
        return channel.join(group, network);
    }

    /**
     * Receives a datagram.
     *
     * @param target where to put it; what there is no room for is lost
     * @return a coroutine that gives who sent it
     * @throws IOException at the await
     */
    public Coroutine<InetSocketAddress> receive(ByteBuffer target) throws IOException {
        return new UdpOperation.Receive(this, Objects.requireNonNull(target, "target"));
    }

    /**
     * Sends a datagram.
     *
     * @param source what to send
     * @param target to whom; if the socket is connected, its peer
     * @return a coroutine that ends when the system has taken it; whether it arrives nobody knows
     * @throws IOException at the await
     */
    public Coroutine<@Nullable Void> send(ByteBuffer source, InetSocketAddress target) throws IOException {
        return new UdpOperation.Send(this, Objects.requireNonNull(source, "source"), target);
    }

    /**
     * Sends a datagram to the peer that the socket is connected to.
     *
     * @param source what to send
     * @return a coroutine that ends when the system has taken it
     * @throws IOException at the await; {@link java.nio.channels.NotYetConnectedException} if there is no peer
     */
    public Coroutine<@Nullable Void> send(ByteBuffer source) throws IOException {
        return new UdpOperation.Send(this, Objects.requireNonNull(source, "source"), null);
    }

    /**
     * Gives this end's address.
     *
     * @return the address
     * @throws IOException if the socket is closed
     */
    public InetSocketAddress localAddress() throws IOException {
        return (InetSocketAddress) Objects.requireNonNull(channel.getLocalAddress(), "address");
    }

    /**
     * Sets an option of the socket, such as {@link StandardSocketOptions#IP_MULTICAST_IF} and {@link StandardSocketOptions#SO_BROADCAST}.
     *
     * @param <V> the type of its values
     * @param option the option
     * @param value its value
     * @throws IOException if the socket is closed, or the system refuses the value
     */
    public <V> void setOption(SocketOption<V> option, V value) throws IOException {
        var unused = channel.setOption(option, value);
    }

    /**
     * Gives an option of the socket.
     *
     * @param <V> the type of its values
     * @param option the option
     * @return its value; null for some that were never set
     * @throws IOException if the socket is closed
     */
    public <V> @Nullable V getOption(SocketOption<V> option) throws IOException {
        return channel.getOption(option);
    }

    /**
     * Gives the peer that the socket is connected to.
     *
     * @return its address; null if it is connected to none
     * @throws IOException if the socket is closed
     */
    public @Nullable InetSocketAddress remoteAddress() throws IOException {
        return (InetSocketAddress) channel.getRemoteAddress();
    }

    /**
     * Closes the socket. Whoever waits for it gets an {@link java.nio.channels.AsynchronousCloseException}. Closing twice has no effect.
     *
     * @return a coroutine that does so
     */
    @Override
    public Coroutine<@Nullable Void> closeAsync() {
        return new Act("close", () -> {
            opened.detach();
            watched.close();
        });
    }

    @Override
    public String toString() {
        try {
            InetSocketAddress peer = remoteAddress();
            return "UdpSocket[" + localAddress() + (peer == null ? "]" : " -> " + peer + "]");
        } catch (IOException closed) {
            return "UdpSocket[closed]";
        }
    }
}
