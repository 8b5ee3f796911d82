// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How TLS streams end. */
@Timeout(60)
class TlsCloseTest extends TlsLoopback {

    @Test
    void closingWhileAnotherTaskWritesDoesNotWaitForAPeerThatDoesNotRead() throws Throwable {
        Tls tls = Tls.client(client).shutdownTimeout(Duration.ofHours(1));
        TlsStream stream = upgraded(tls.upgrade(net.stream, "localhost"), peerServes());
        CompletableFuture<Void> writing = net.loop.submit(stream.write(ByteBuffer.allocate(50_000_000)));
        net.run(stream.closeAsync());

        ExecutionException e = assertThrows(ExecutionException.class, writing::get);
        assertInstanceOf(AsynchronousCloseException.class, e.getCause());
    }

    @Test
    void aStreamThatIsClosedIsToldFromOneThatHasEnded() throws Throwable {
        Tls tls = Tls.client(client).shutdownTimeout(Duration.ofMillis(50));
        TlsStream stream = upgraded(tls.upgrade(net.stream, "localhost"), peerServes());
        net.run(stream.closeAsync());

        assertThrows(ClosedChannelException.class, () -> net.run(stream.readLine()));
        assertThrows(ClosedChannelException.class, () -> net.run(stream.write("late")));
        net.run(stream.closeAsync());
    }

    @Test
    void aPeerThatDoesNotAnswerTheEndIsNotWaitedForForEver() throws Throwable {
        SSLSocket peer = peerServes();
        Tls tls = Tls.client(client).shutdownTimeout(Duration.ofMillis(50));
        TlsStream stream = upgraded(tls.upgrade(net.stream, "localhost"), peer);
        net.run(stream.closeAsync());

        assertFalse(net.stream.isOpen());
        assertEquals(-1, peer.getInputStream().read());
    }

    @Test
    void closingRightAfterALargeWriteDeliversAll() throws Throwable {
        SSLSocket peer = peerServes();
        TlsStream stream = upgraded(Tls.client(client).upgrade(net.stream, "localhost"), peer);
        byte[] sent = new byte[2_000_000];
        new Random(1).nextBytes(sent);
        FutureTask<byte[]> receiving = Loopback.aside(() -> {
            byte[] all = peer.getInputStream().readAllBytes();
            peer.close();
            return all;
        });
        net.run(script().then(v -> stream.write(ByteBuffer.wrap(sent))).then(v -> stream.closeAsync()));

        assertArrayEquals(sent, receiving.get());
    }

    @Test
    void aConnectionThatIsCutIsToldFromOneThatEnds() throws Throwable {
        SSLSocket peer = peerServes();
        TlsStream stream = upgraded(Tls.client(client).upgrade(net.stream, "localhost"), peer);
        send(peer, "beginning");
        assertEquals("beginning", Loopback.text(net.run(stream.readExactly(9))));
        net.peer.shutdownOutput();

        assertThrows(TlsTruncationException.class, () -> net.run(stream.readLine()));
    }
}
