// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.Tasks;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** What becomes of the plain stream under a TLS stream. */
class TlsUpgradeTest extends TlsLoopback {

    @Test
    void thePlainStreamCanNotEndItsSideUnderTheTlsStream() throws Throwable {
        SSLSocket peer = peerServes();
        TlsStream stream = upgraded(Tls.client(client).upgrade(net.stream, "localhost"), peer);
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> net.run(net.stream.shutdownOutput()));
        assertTrue(refused.getMessage().contains("use the TLS stream"), refused.getMessage());
        net.run(stream.write("still here\n"));
        assertEquals("still here", line(peer));
    }

    @Test
    void anUpgradeThatIsRefusedSinceATaskWritesLeavesTheConnectionUsable() throws Throwable {
        var writing = net.loop.submit(net.stream.write(ByteBuffer.allocate(50_000_000)));
        assertThrows(
                IllegalStateException.class, () -> net.run(Tls.client(client).upgrade(net.stream, "localhost")));
        net.peerSends("go on\n");
        assertEquals("go on", net.run(net.stream.readLine()));
        assertEquals(50_000_000, net.peer.getInputStream().readNBytes(50_000_000).length);
        writing.get();
    }

    @Test
    void aStreamIsNotUpgradedOnAnotherLoop() throws Throwable {
        var reading = net.loop.submit(net.stream.readLine());
        // By then it waits, and only who has waited makes the stream its loop's.
        net.run(Tasks.yieldNow());
        net.peerSends("220 ready\n");
        assertEquals("220 ready", reading.get());
        Loopback.refusedElsewhere(Tls.client(client).upgrade(net.stream, "localhost"));
    }
}
