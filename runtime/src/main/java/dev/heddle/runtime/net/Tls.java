// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.Coroutine;
import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Makes TLS streams of others: at once, or in mid-stream (STARTTLS). Make one, set what differs from the defaults, and use it as often as you like.
 *
 * <pre>{@code
 * Tls tls = Tls.client(SSLContext.getDefault()).applicationProtocols("http/1.1");
 * TcpStream connection = await(TcpStream.connect(host, 443));
 * try (TlsStream stream = await(tls.upgrade(connection, host))) {
 *     ...
 * }
 * }</pre>
 *
 * <p>Once it is upgraded the plain stream must not be used: reading or writing it gets an {@link IllegalStateException}. Closing the TLS stream closes it. What had come over
 * it, and was not read yet, is taken for part of the handshake.
 */
public final class Tls {

    /** Whether a server asks for the client's certificate. */
    public enum ClientCertificate {
        /** It does not. */
        NONE,
        /** It does, and takes a client without. */
        WANTED,
        /** It does, and refuses a client without. */
        NEEDED
    }

    private final SSLContext context;
    private final boolean client;
    private String[] applicationProtocols = {};
    private ClientCertificate clientCertificate = ClientCertificate.NONE;
    private Duration handshakeTimeout = Duration.ofSeconds(60);
    private Duration shutdownTimeout = Duration.ofSeconds(10);
    private Consumer<? super SSLParameters> parameters = unchanged -> {};

    private Tls(SSLContext context, boolean client) {
        this.context = Objects.requireNonNull(context, "context");
        this.client = client;
    }

    /**
     * Makes the side that connects. It checks that the server's certificate is for the name that it connects to.
     *
     * @param context whom to trust, and the client's own certificates
     * @return the defaults for that
     */
    public static Tls client(SSLContext context) {
        return new Tls(context, true);
    }

    /**
     * Makes the side that is connected to.
     *
     * @param context the server's certificates, and whom to trust among clients
     * @return the defaults for that
     */
    public static Tls server(SSLContext context) {
        return new Tls(context, false);
    }

    /**
     * Sets the application protocols to agree on (ALPN).
     *
     * @param names their names, the one preferred first
     * @return this
     */
    public Tls applicationProtocols(String... names) {
        applicationProtocols = names.clone();
        return this;
    }

    /**
     * Sets whether a server asks for the client's certificate.
     *
     * @param value whether it does
     * @return this
     */
    public Tls clientCertificate(ClientCertificate value) {
        clientCertificate = Objects.requireNonNull(value, "clientCertificate");
        return this;
    }

    /**
     * Sets how long a handshake may take.
     *
     * @param value the time; a minute if none is set
     * @return this
     */
    public Tls handshakeTimeout(Duration value) {
        handshakeTimeout = Objects.requireNonNull(value, "handshakeTimeout");
        return this;
    }

    /**
     * Sets how long closing may wait for the peer.
     *
     * @param value the time; ten seconds if none is set
     * @return this
     */
    public Tls shutdownTimeout(Duration value) {
        shutdownTimeout = Objects.requireNonNull(value, "shutdownTimeout");
        return this;
    }

    /**
     * Sets what else can be set: protocol versions, cipher suites, SNI matchers.
     *
     * @param change is given the parameters of each engine, with what is set here in them
     * @return this
     */
    public Tls parameters(Consumer<? super SSLParameters> change) {
        parameters = Objects.requireNonNull(change, "change");
        return this;
    }

    /**
     * Does the handshake of a server.
     *
     * @param connection the stream to upgrade, which nobody is reading or writing
     * @return a coroutine that gives the TLS stream. If it fails, or is cancelled, the connection is closed
     * @throws IOException at the await; {@link javax.net.ssl.SSLException} if the handshake fails, or takes too long
     */
    public Coroutine<TlsStream> upgrade(ByteStream connection) throws IOException {
        if (client) {
            throw new IllegalStateException("A client has to say whom it connects to: upgrade(connection, host)");
        }
        return new Upgrade(engineFor(context.createSSLEngine(), null), connection, handshakeTimeout, shutdownTimeout);
    }

    /**
     * Does the handshake of a client.
     *
     * @param connection the stream to upgrade, which nobody is reading or writing
     * @param host the name that the server's certificate must be for, and which the server is told (SNI)
     * @return a coroutine that gives the TLS stream. If it fails, or is cancelled, the connection is closed
     * @throws IOException at the await; {@link javax.net.ssl.SSLException} if the handshake fails, the certificate is not trusted, or it takes too long
     */
    public Coroutine<TlsStream> upgrade(ByteStream connection, String host) throws IOException {
        if (!client) {
            throw new IllegalStateException("A server connects to nobody: upgrade(connection)");
        }
        // A name may be written with the dot of the root at its end, and certificates are without.
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        SSLEngine engine = context.createSSLEngine(name, portOf(connection));
        return new Upgrade(engineFor(engine, name), connection, handshakeTimeout, shutdownTimeout);
    }

    /** For the cache of sessions alone. That a stream is closed is told at the await. */
    private static int portOf(ByteStream connection) throws IOException {
        return connection instanceof TcpStream tcp
                        && tcp.isOpen()
                        && tcp.remoteAddress() instanceof java.net.InetSocketAddress address
                ? address.getPort()
                : -1;
    }

    private SSLEngine engineFor(SSLEngine engine, @Nullable String host) {
        engine.setUseClientMode(client);
        SSLParameters set = engine.getSSLParameters();
        if (applicationProtocols.length > 0) {
            set.setApplicationProtocols(applicationProtocols);
        }
        if (client) {
            set.setEndpointIdentificationAlgorithm("HTTPS");
            if (host != null && !SystemResolver.isAddress(host)) {
                set.setServerNames(List.of(new SNIHostName(host)));
            }
        } else {
            set.setWantClientAuth(clientCertificate == ClientCertificate.WANTED);
            if (clientCertificate == ClientCertificate.NEEDED) {
                set.setNeedClientAuth(true);
            }
        }
        parameters.accept(set);
        engine.setSSLParameters(set);
        return engine;
    }

    /** A handshake under its timeout. */
    private static final class Upgrade extends Frame<TlsStream> {

        private static final int AWAITED = CLAIMED - 1;

        private final SSLEngine engine;
        private final ByteStream connection;
        private final Duration limit;
        private final Duration shutdownTimeout;

        Upgrade(SSLEngine engine, ByteStream connection, Duration limit, Duration shutdownTimeout) {
            this.engine = engine;
            this.connection = Objects.requireNonNull(connection, "connection");
            this.limit = limit;
            this.shutdownTimeout = shutdownTimeout;
        }

        @Override
        protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
            try {
                Object value;
                if (state == CLAIMED) {
                    state = RUNNING;
                    TlsStream stream = new TlsStream(connection, new TlsEngine(engine, connection), shutdownTimeout);
                    value = Awaits.await(Tasks.withTimeout(limit, new TlsHandshake(stream)), strand, room);
                } else {
                    state = RUNNING;
                    value = Awaits.resumed(strand);
                }
                return value == Awaits.SUSPENDED ? suspend(strand, AWAITED) : value;
            } catch (TimeoutException late) {
                SSLHandshakeException failure = new SSLHandshakeException(
                        "Not done after " + limit + ": " + TlsHandshake.describe(engine, connection));
                failure.initCause(late);
                throw failure;
            }
        }
    }
}
