// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Coroutine;
import dev.heddle.runtime.Tasks;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the JDK's own sockets for TLS. */
@Timeout(60)
class TlsStreamTest extends TlsLoopback {

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void bytesGoBothWaysAndBothEndsEnd(String protocol) throws Throwable {
        SSLSocket peer = peerServes();
        Tls tls = Tls.client(client).parameters(set -> set.setProtocols(new String[] {protocol}));
        TlsStream stream = upgraded(tls.upgrade(net.stream, "localhost"), peer);
        assertEquals(protocol, stream.session().getProtocol());

        net.run(stream.write("question\n"));
        assertEquals("question", line(peer));
        send(peer, "answer\nrest");
        peer.shutdownOutput();
        assertEquals("answer", net.run(stream.readLine()));
        assertEquals("rest", net.run(stream.readLine()));
        assertNull(net.run(stream.readLine()));
        net.run(stream.closeAsync());
        assertEquals(-1, peer.getInputStream().read());
        assertFalse(stream.isOpen());
    }

    @Test
    void aServersSideWorksAsWellAndLearnsByWhatNameItIsAskedFor() throws Throwable {
        SSLSocket peer = peerConnects(client);
        // The JDK tells a name without a dot only if it is made to.
        SSLParameters parameters = peer.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName("localhost")));
        peer.setSSLParameters(parameters);
        TlsStream stream = upgraded(Tls.server(server).upgrade(net.stream), peer);
        send(peer, "hello\n");
        assertEquals("hello", net.run(stream.readLine()));
        net.run(stream.write("hi\n"));
        assertEquals("hi", line(peer));
        assertEquals(List.of(new SNIHostName("localhost")), requestedNames(stream.session()));
    }

    /** The names by which the client has asked for the server, as the server got them. */
    private static List<SNIServerName> requestedNames(SSLSession session) {
        return ((ExtendedSSLSession) session).getRequestedServerNames();
    }

    @Test
    void theApplicationProtocolIsAgreedOnAndTheServersNameIsTold() throws Throwable {
        SSLSocket peer = peerServes();
        SSLParameters parameters = peer.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        peer.setSSLParameters(parameters);
        Tls tls = Tls.client(client).applicationProtocols("h2", "http/1.1");
        TlsStream stream = upgraded(tls.upgrade(net.stream, "localhost"), peer);

        assertEquals("http/1.1", stream.applicationProtocol());
        assertEquals("http/1.1", peer.getApplicationProtocol());
        assertEquals(List.of(new SNIHostName("localhost")), requestedNames(peer.getSession()));
    }

    @Test
    void aClientsCertificateIsAskedFor() throws Throwable {
        SSLSocket peer = peerConnects(clientWithCertificate);
        Tls tls = Tls.server(server).clientCertificate(Tls.ClientCertificate.NEEDED);
        TlsStream stream = upgraded(tls.upgrade(net.stream), peer);

        assertEquals("CN=client", stream.session().getPeerPrincipal().getName());
    }

    @Test
    void aClientWithoutACertificateIsRefusedWhereOneIsNeeded() throws Throwable {
        SSLSocket peer = peerConnects(client);
        FutureTask<Integer> reading = Loopback.aside(() -> peer.getInputStream().read());
        Tls tls = Tls.server(server).clientCertificate(Tls.ClientCertificate.NEEDED);

        assertThrows(SSLException.class, () -> net.run(tls.upgrade(net.stream)));
        assertThrows(ExecutionException.class, reading::get);
    }

    @Test
    void aCertificateThatIsNotTrustedFailsTheHandshakeOnBothSides() throws Throwable {
        SSLSocket peer = peerServes();
        FutureTask<Integer> reading = Loopback.aside(() -> peer.getInputStream().read());

        assertThrows(
                SSLHandshakeException.class,
                () -> net.run(Tls.client(trustsNobody).upgrade(net.stream, "localhost")));
        ExecutionException e = assertThrows(ExecutionException.class, reading::get);
        // It is told why; but if it is still writing its part of the handshake, it may only see that the connection is
        // gone.
        Throwable seen = e.getCause();
        assertTrue(seen instanceof SSLException || seen instanceof SocketException, seen::toString);
        assertFalse(net.stream.isOpen());
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Throwable {
        SSLSocket peer = peerServes();
        FutureTask<Integer> reading = Loopback.aside(() -> peer.getInputStream().read());

        SSLHandshakeException e = assertThrows(
                SSLHandshakeException.class, () -> net.run(Tls.client(client).upgrade(net.stream, "example.org")));
        assertTrue(e.getMessage().contains("example.org"), e.getMessage());
        assertThrows(ExecutionException.class, reading::get);
    }

    @Test
    void aPeerThatDoesNotSpeakTlsIsAnError() throws Throwable {
        net.peerSends("HTTP/1.1 400 Bad Request\r\n\r\n");

        assertThrows(SSLException.class, () -> net.run(Tls.client(client).upgrade(net.stream, "localhost")));
    }

    @Test
    void aSilentPeerRunsIntoTheHandshakesTimeout() {
        Tls tls = Tls.client(client).handshakeTimeout(Duration.ofMillis(50));

        SSLHandshakeException e =
                assertThrows(SSLHandshakeException.class, () -> net.run(tls.upgrade(net.stream, "localhost")));
        assertTrue(e.getMessage().contains("PT0.05S"), e.getMessage());
        assertFalse(net.stream.isOpen());
    }

    @Test
    void aCancelledHandshakeClosesTheConnection() {
        assertThrows(
                TimeoutException.class,
                () -> net.run(Tasks.withTimeout(
                        Duration.ofMillis(50), Tls.client(client).upgrade(net.stream, "localhost"))));
        assertFalse(net.stream.isOpen());
    }

    @Test
    void aConnectionThatIsClosedIsAFailureOfTheUpgrade() throws Throwable {
        net.run(net.stream.closeAsync());
        Coroutine<TlsStream> upgrade = Tls.client(client).upgrade(net.stream, "localhost");

        assertThrows(ClosedChannelException.class, () -> net.run(upgrade));
    }

    @Test
    void theDotAtANamesEndIsNoPartOfIt() throws Throwable {
        TlsStream stream = upgraded(Tls.client(client).upgrade(net.stream, "localhost."), peerServes());

        assertEquals("localhost", stream.session().getPeerHost());
    }

    @Test
    void aFileIsSentEncrypted(@TempDir Path files) throws Throwable {
        SSLSocket peer = peerServes();
        TlsStream stream = upgraded(Tls.client(client).upgrade(net.stream, "localhost"), peer);
        byte[] content = new byte[300_000];
        new Random(2).nextBytes(content);
        FutureTask<byte[]> receiving =
                Loopback.aside(() -> peer.getInputStream().readNBytes(content.length));
        try (FileChannel file = FileChannel.open(Files.write(files.resolve("file"), content))) {
            assertEquals(content.length, net.run(stream.transferFrom(file, 0, Long.MAX_VALUE)));
        }
        assertArrayEquals(content, receiving.get());
    }

    @Test
    void aConnectionIsUpgradedInMidStream() throws Throwable {
        net.peerSends("220 ready\r\n");
        assertEquals("220 ready", net.run(net.stream.readLine()));
        SSLSocket peer = peerServes();
        TlsStream stream = upgraded(Tls.client(client).upgrade(net.stream, "localhost"), peer);
        send(peer, "250 secret\r\n");
        assertEquals("250 secret", net.run(stream.readLine()));

        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> net.run(net.stream.write("in the clear")));
        assertTrue(e.getMessage().contains("TlsStream"), e.getMessage());
    }

    @Test
    void plainTextThatWasSlippedInBeforeTheUpgradeNeverReachesTheUser() throws Throwable {
        // Both lines come together: the second was put behind the first by someone in the middle.
        net.peerSends("220 go ahead\r\n250 injected\r\n");
        assertEquals("220 go ahead", net.run(net.stream.readLine()));

        assertThrows(SSLException.class, () -> net.run(Tls.client(client).upgrade(net.stream, "localhost")));
    }

    @Test
    void tlsRunsInsideTls() throws Throwable {
        SSLSocket outer = peerServes();
        TlsStream stream = upgraded(Tls.client(client).upgrade(net.stream, "localhost"), outer);
        SSLSocket inner = (SSLSocket) server.getSocketFactory().createSocket(outer, null, false);
        inner.setUseClientMode(false);
        TlsStream inside = upgraded(Tls.client(client).upgrade(stream, "localhost"), inner);

        send(inner, "deep\n");
        assertEquals("deep", net.run(inside.readLine()));
        net.run(inside.write("down\n"));
        assertEquals("down", line(inner));
    }

    @Test
    void oneTaskReadsWhileAnotherWrites() throws Throwable {
        SSLSocket peer = peerServes();
        TlsStream stream = upgraded(Tls.client(client).upgrade(net.stream, "localhost"), peer);
        byte[] sent = new byte[3_000_000];
        new Random(4).nextBytes(sent);
        FutureTask<Void> echoing = Loopback.aside(() -> {
            peer.getInputStream().transferTo(peer.getOutputStream());
            return null;
        });
        var reading = net.loop.submit(stream.readExactly(sent.length));
        net.run(stream.write(ByteBuffer.wrap(sent)));
        assertArrayEquals(sent, reading.get().array());
        net.run(stream.shutdownOutput());
        echoing.get();
    }
}
