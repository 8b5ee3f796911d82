// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Tasks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What fails says with whom, and at what; its type stays what it was. */
@Timeout(60)
class NamedPeerTest extends TlsLoopback {

    /** As it is when the stream is closed as well. */
    private String peer;

    @BeforeEach
    void remember() throws IOException {
        peer = net.stream.remoteAddress().toString();
    }

    /** A stream whose peer has gone without a word: it knows of that. */
    private void awaitReset() throws Throwable {
        CompletableFuture<String> reading = net.loop.submit(net.stream.readLine());
        net.peerResets();
        assertThrows(ExecutionException.class, reading::get);
    }

    @Test
    void aReadThatIsReset() throws Throwable {
        String stream = net.stream.toString();
        CompletableFuture<String> reading = net.loop.submit(net.stream.readLine());
        net.peerResets();
        Throwable failure = assertThrows(ExecutionException.class, reading::get).getCause();

        assertSame(SocketException.class, failure.getClass());
        assertSame(SocketException.class, failure.getCause().getClass());
        assertEquals(failure.getCause().getMessage() + ": reading from " + stream, failure.getMessage());
        assertTrue(stream.endsWith(" -> " + peer + "]"), stream);
    }

    @Test
    void aWriteToAPeerThatIsGone() throws Throwable {
        awaitReset();
        IOException failure = assertThrows(IOException.class, () -> net.run(net.stream.write("anybody?")));

        assertSame(failure.getCause().getClass(), failure.getClass());
        assertEquals(failure.getCause().getMessage() + ": writing to " + net.stream, failure.getMessage());
    }

    @Test
    void aStreamThatIsClosed(@TempDir Path folder) throws Throwable {
        Path path = Files.writeString(folder.resolve("file"), "content");
        net.run(net.stream.closeAsync());
        net.run(net.stream.closeAsync());
        IOException reading =
                assertThrows(ClosedChannelException.class, () -> net.run(net.stream.read(ByteBuffer.allocate(1))));
        IOException writing = assertThrows(ClosedChannelException.class, () -> net.run(net.stream.write("late")));
        IOException ending = assertThrows(ClosedChannelException.class, () -> net.run(net.stream.shutdownOutput()));

        assertEquals("Closed before: reading from TcpStream[closed -> " + peer + "]", reading.getMessage());
        assertEquals("Closed before: writing to TcpStream[closed -> " + peer + "]", writing.getMessage());
        assertEquals("Closed before: ending the output to TcpStream[closed -> " + peer + "]", ending.getMessage());
        try (FileChannel file = FileChannel.open(path)) {
            IOException sending =
                    assertThrows(ClosedChannelException.class, () -> net.run(net.stream.transferFrom(file, 0, 1)));
            assertEquals("Closed before: sending a file to TcpStream[closed -> " + peer + "]", sending.getMessage());
        }
    }

    @Test
    void aFileThatIsClosedIsNotTheStream(@TempDir Path folder) throws Throwable {
        FileChannel file = FileChannel.open(Files.writeString(folder.resolve("file"), "content"));
        file.close();
        IOException failure =
                assertThrows(ClosedChannelException.class, () -> net.run(net.stream.transferFrom(file, 0, 1)));

        assertSame(ClosedChannelException.class, failure.getClass());
    }

    @Test
    void aStreamThatIsClosedMeanwhile() throws Throwable {
        CompletableFuture<String> reading = net.loop.submit(net.stream.readLine());
        // The reader was first, and so waits by now.
        net.run(net.stream.closeAsync());
        Throwable failure = assertThrows(ExecutionException.class, reading::get).getCause();

        assertInstanceOf(AsynchronousCloseException.class, failure);
        assertEquals("Closed meanwhile: reading from TcpStream[closed -> " + peer + "]", failure.getMessage());
    }

    @Test
    void aHandshakeWithSomebodyWhoIsNotTrusted() throws Throwable {
        SSLSocket socket = peerServes();
        FutureTask<Integer> reading =
                Loopback.aside(() -> socket.getInputStream().read());
        SSLHandshakeException failure = assertThrows(
                SSLHandshakeException.class,
                () -> net.run(Tls.client(trustsNobody).upgrade(net.stream, "localhost")));
        assertThrows(ExecutionException.class, reading::get);

        assertSame(SSLHandshakeException.class, failure.getCause().getClass());
        assertEquals(
                failure.getCause().getMessage() + ": TLS handshake with localhost over TcpStream[closed -> " + peer
                        + "]",
                failure.getMessage());
    }

    @Test
    void aHandshakeThatIsNeverAnswered() throws Throwable {
        Tls tls = Tls.server(server).handshakeTimeout(Duration.ofMillis(50));
        SSLHandshakeException failure =
                assertThrows(SSLHandshakeException.class, () -> net.run(tls.upgrade(net.stream)));

        assertEquals(
                "Not done after PT0.05S: TLS handshake over TcpStream[closed -> " + peer + "]", failure.getMessage());
    }

    @Test
    void whatIsNoTlsAfterTheHandshake() throws Throwable {
        SSLSocket socket = peerServes();
        TlsStream stream = upgraded(Tls.client(client).upgrade(net.stream, "localhost"), socket);
        net.peerSends("HTTP/1.1 400 Bad Request\r\n\r\n");
        IOException failure = assertThrows(SSLException.class, () -> net.run(stream.readLine()));

        assertSame(failure.getCause().getClass(), failure.getClass());
        assertEquals(failure.getCause().getMessage() + ": reading from " + stream, failure.getMessage());
        assertTrue(stream.toString().endsWith(" -> " + peer + "]]"), stream.toString());
    }

    @Test
    void aTlsStreamThatIsCutOff() throws Throwable {
        SSLSocket socket = peerServes();
        TlsStream stream = upgraded(Tls.client(client).upgrade(net.stream, "localhost"), socket);
        net.peerEnds();
        IOException failure = assertThrows(TlsTruncationException.class, () -> net.run(stream.readLine()));

        assertTrue(failure.getMessage().endsWith(": reading from " + stream), failure.getMessage());
    }

    @Test
    void aDatagramForNobody() throws Throwable {
        InetSocketAddress nobody;
        try (var gone = new java.net.DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            nobody = (InetSocketAddress) gone.getLocalSocketAddress();
        }
        UdpSocket socket = UdpSocket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.connect(nobody);
        Object failure = EventLoop.run(script().then(v -> socket.send(ByteBuffer.allocate(1)))
                .await(Tasks.sleep(Duration.ofMillis(1)))
                .then(v -> socket.receive(ByteBuffer.allocate(1)))
                .rescue(thrown -> thrown)
                .lastly(v -> socket.closeAsync()));

        String message =
                assertInstanceOf(PortUnreachableException.class, failure).getMessage();
        assertTrue(message.startsWith("Nobody listens there: receiving from UdpSocket["), message);
        assertTrue(message.endsWith(" -> " + nobody + "]"), message);
    }

    @Test
    void aDatagramThatIsTooLarge() throws Throwable {
        InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        UdpSocket socket = UdpSocket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        String name = socket.toString();
        Object failure = EventLoop.run(script().then(v -> socket.send(ByteBuffer.allocate(100_000), target))
                .rescue(thrown -> thrown)
                .lastly(v -> socket.closeAsync()));

        IOException tooLarge = assertInstanceOf(IOException.class, failure);
        assertEquals(
                tooLarge.getCause().getMessage() + ": sending to " + target + " by " + name, tooLarge.getMessage());
    }

    @Test
    void exceptionsOfOtherTypesAreLeftAsTheyAre() {
        IOException ours = new UnknownHostException("far.test: its name was never looked up");
        IOException plain = new IOException("disk full");

        assertSame(ours, FailureNamer.named(ours, "reading"));
        assertNotSame(plain, FailureNamer.named(plain, "reading"));
        assertSame(plain, FailureNamer.named(plain, "reading").getCause());
    }

    @Test
    void aStreamThatIsNotConnectedSaysSo() throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            assertEquals("TcpStream[not connected]", new TcpStream(channel).toString());
        }
    }
}
