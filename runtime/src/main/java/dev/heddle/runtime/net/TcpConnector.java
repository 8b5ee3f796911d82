// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Origins;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Connects to TCP servers. Make one, set what differs from the defaults, and use it as often as you like; not to be changed while it connects.
 *
 * <p>Of a host with several addresses those of the two kinds, IPv6 and IPv4, are tried in turns: the next one when the last has failed, or has not been decided for a quarter
 * of a second. The first connection wins, the other attempts are broken off (RFC 8305, "Happy Eyeballs").
 */
public final class TcpConnector {

    private static final Duration ATTEMPT_DELAY = Duration.ofMillis(250);

    private final Map<SocketOption<?>, Object> options = new LinkedHashMap<>();
    private Resolver resolver = Resolver.system();
    private Duration attemptDelay = ATTEMPT_DELAY;
    private @Nullable SocketAddress local;

    /** Makes a connector with the defaults. */
    public TcpConnector() {
        options.put(StandardSocketOptions.TCP_NODELAY, true);
    }

    /**
     * Sets how names are resolved.
     *
     * @param value the resolver; that of the system if none is set
     * @return this
     */
    public TcpConnector resolver(Resolver value) {
        resolver = Objects.requireNonNull(value, "resolver");
        return this;
    }

    /**
     * Sets how long an attempt may go undecided before the next address is tried beside it.
     *
     * @param value the time; 250 ms if none is set
     * @return this
     */
    public TcpConnector attemptDelay(Duration value) {
        attemptDelay = Objects.requireNonNull(value, "attemptDelay");
        return this;
    }

    /**
     * Sets an option of the sockets.
     *
     * @param <V> the type of its values
     * @param option one of {@link StandardSocketOptions} or {@code jdk.net.ExtendedSocketOptions}
     * @param value its value
     * @return this
     */
    public <V> TcpConnector option(SocketOption<V> option, V value) {
        options.put(option, value);
        return this;
    }

    /**
     * Sets the address to connect from.
     *
     * @param value an address of this machine; a free one if none is set
     * @return this
     */
    public TcpConnector localAddress(SocketAddress value) {
        local = Objects.requireNonNull(value, "localAddress");
        return this;
    }

    /**
     * Connects to a host.
     *
     * @param host its name, or an IP address
     * @param port the port
     * @return a coroutine that gives the connection. One that is cancelled leaves none behind
     * @throws IOException at the await; {@link java.net.UnknownHostException} if there is no such host, {@link java.net.ConnectException} if no address takes the
     *     connection: with several, their failures are suppressed in it
     */
    public Coroutine<TcpStream> connect(String host, int port) throws IOException {
        return connect(InetSocketAddress.createUnresolved(host, port));
    }

    /**
     * Connects to an address; if that is unresolved, as {@link #connect(String, int)} does.
     *
     * @param address the address
     * @return a coroutine that gives the connection
     * @throws IOException at the await
     */
    public Coroutine<TcpStream> connect(InetSocketAddress address) throws IOException {
        if (address.isUnresolved()) {
            return new ConnectByName(this, resolver, attemptDelay, address);
        }
        Throwable place = Origins.here();
        return new ConnectAttempt<>(() -> open(place), address);
    }

    @SuppressWarnings("unchecked") // an option and its value were put in together
    TcpStream open(@Nullable Throwable place) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            for (Map.Entry<SocketOption<?>, Object> option : options.entrySet()) {
                var unused = channel.setOption((SocketOption<Object>) option.getKey(), option.getValue());
            }
            if (local != null) {
                var unused = channel.bind(local);
            }
            return new TcpStream(channel, place);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }
}
