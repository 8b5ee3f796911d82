// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Origins;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection.
 *
 * <pre>{@code
 * try (TcpStream stream = await(TcpStream.connect("example.org", 80))) {
 *     await(stream.write("GET / HTTP/1.0\r\nHost: example.org\r\n\r\n"));
 *     return result(await(stream.readLine()));
 * }
 * }</pre>
 *
 * <p>What is written is sent at once ({@code TCP_NODELAY} is on): collect small pieces in one write.
 */
public final class TcpStream extends SocketStream {

    /** Of a channel that may still have to be connected. */
    TcpStream(SocketChannel channel) throws IOException {
        this(channel, Origins.here());
    }

    TcpStream(SocketChannel channel, @Nullable Throwable place) throws IOException {
        super(channel, place);
    }

    /**
     * Connects to a host by its name, trying its addresses as {@link TcpConnector} does with its defaults.
     *
     * @param host a name, or an IP address
     * @param port the port
     * @return a coroutine that gives the connection
     * @throws IOException at the await; {@link java.net.UnknownHostException} if there is no such host, {@link java.net.ConnectException} if no address takes the
     *     connection
     */
    public static Coroutine<TcpStream> connect(String host, int port) throws IOException {
        return new TcpConnector().connect(host, port);
    }

    /**
     * Connects to an address; if that is unresolved, as {@link #connect(String, int)} does.
     *
     * @param address the address
     * @return a coroutine that gives the connection
     * @throws IOException at the await
     */
    public static Coroutine<TcpStream> connect(InetSocketAddress address) throws IOException {
        return new TcpConnector().connect(address);
    }

    /**
     * Makes a stream of a channel that something else has connected.
     *
     * @param connected the channel, which is set to non-blocking mode, and belongs to the stream from now on
     * @return the stream
     * @throws IOException if the channel is closed, or not connected
     */
    public static TcpStream adopt(SocketChannel connected) throws IOException {
        if (!connected.isConnected()) {
            throw new IOException(connected + " is not connected");
        }
        return new TcpStream(connected);
    }

    @Override
    String describe(SocketAddress local, SocketAddress remote) {
        return "TcpStream[" + local + " -> " + remote + "]";
    }
}
