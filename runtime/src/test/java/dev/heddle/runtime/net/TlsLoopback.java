// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.Coroutine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A stream, and the JDK's own socket for TLS as its peer, which does its side by itself. */
abstract class TlsLoopback {

    @TempDir
    static Path directory;

    static SSLContext server;
    static SSLContext client;
    static SSLContext clientWithCertificate;
    static SSLContext trustsNobody;

    Loopback net;

    @BeforeAll
    static void makeCertificates() throws Exception {
        KeyStore serverKey = Certificates.selfSigned(directory, "localhost");
        KeyStore clientKey = Certificates.selfSigned(directory, "client");
        server = Certificates.context(serverKey, clientKey);
        client = Certificates.context(null, serverKey);
        clientWithCertificate = Certificates.context(clientKey, serverKey);
        trustsNobody = Certificates.context(null, clientKey);
    }

    @BeforeEach
    void connect() throws Throwable {
        net = Loopback.open();
    }

    @AfterEach
    void close() throws IOException {
        net.close();
    }

    /** The peer's socket as the server's side of TLS. */
    SSLSocket peerServes() throws IOException {
        SSLSocket socket = (SSLSocket) server.getSocketFactory().createSocket(net.peer, null, false);
        socket.setUseClientMode(false);
        return socket;
    }

    /** The peer's socket as the client's side of TLS. */
    SSLSocket peerConnects(SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(net.peer, "localhost", 0, false);
        socket.setUseClientMode(true);
        return socket;
    }

    TlsStream upgraded(Coroutine<TlsStream> upgrade, SSLSocket peer) throws Throwable {
        FutureTask<Void> handshake = Loopback.aside(() -> {
            peer.startHandshake();
            return null;
        });
        TlsStream stream = net.run(upgrade);
        handshake.get();
        return stream;
    }

    static String line(SSLSocket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    static void send(SSLSocket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
