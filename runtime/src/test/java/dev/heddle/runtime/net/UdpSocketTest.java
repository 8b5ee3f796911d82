// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Tasks;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UdpSocketTest {

    private UdpSocket one;
    private UdpSocket other;
    private final ByteBuffer buffer = ByteBuffer.allocate(100);

    @BeforeEach
    void open() throws IOException {
        one = UdpSocket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        other = UdpSocket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() {
        EventLoop.run(script().then(v -> one.closeAsync()).then(v -> other.closeAsync()));
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private String received() {
        return Loopback.text(buffer.flip());
    }

    @Test
    void aDatagramComesWithItsSender() {
        Object sender = EventLoop.run(Tasks.gather(
                script().then(v -> other.receive(buffer)),
                script().then(v -> one.send(bytes("hello"), other.localAddress()))));

        assertEquals("hello", received());
        assertEquals(addressOf(one), ((java.util.List<?>) sender).get(0));
    }

    private static InetSocketAddress addressOf(UdpSocket socket) {
        try {
            return socket.localAddress();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anEmptyDatagramIsOneAsWell() {
        EventLoop.run(
                script().then(v -> one.send(bytes(""), other.localAddress())).then(v -> other.receive(buffer)));

        assertEquals("", received());
    }

    @Test
    void aConnectedSocketSendsToItsPeerAndHearsNobodyElse() throws IOException {
        one.connect(other.localAddress());
        other.connect(one.localAddress());
        UdpSocket stranger = UdpSocket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        EventLoop.run(script().then(v -> stranger.send(bytes("spam"), one.localAddress()))
                .then(v -> other.send(bytes("news")))
                .then(v -> one.receive(buffer))
                .then(v -> stranger.closeAsync()));

        assertEquals("news", received());
    }

    @Test
    void aPortWhereNobodyListensIsAFailureAndTheSocketStaysUsable() throws IOException {
        UdpSocket gone = UdpSocket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        one.connect(gone.localAddress());
        Object failure = EventLoop.run(script().then(v -> gone.closeAsync())
                .await(Tasks.sleep(Duration.ofMillis(1)))
                .then(v -> one.send(bytes("anybody?")))
                .then(v -> one.receive(buffer))
                .rescue(thrown -> thrown));
        assertInstanceOf(PortUnreachableException.class, failure);

        one.disconnect();
        EventLoop.run(script().then(v -> one.send(bytes("hello"), other.localAddress()))
                .then(v -> other.receive(buffer)));
        assertEquals("hello", received());
    }

    @Test
    void aCancelledReceiveLeavesTheDatagramToTheNext() throws IOException {
        EventLoop.run(script().then(v -> Tasks.withTimeout(Duration.ofMillis(5), other.receive(buffer)))
                .rescue(thrown -> assertInstanceOf(TimeoutException.class, thrown))
                .then(v -> one.send(bytes("late"), other.localAddress()))
                .then(v -> other.receive(buffer)));

        assertEquals("late", received());
    }

    @Test
    void aSecondReceiverIsRefused() {
        assertThrows(
                IllegalStateException.class,
                () -> EventLoop.run(script().then(v -> {
                            Tasks.spawn(other.receive(ByteBuffer.allocate(1)));
                            return Tasks.yieldNow();
                        })
                        .then(v -> other.receive(buffer))));
    }

    @Test
    void closingWakesWhoeverReceives() {
        Object failure = EventLoop.run(script().then(v -> {
                    Tasks.spawn(other.closeAsync());
                    return other.receive(buffer);
                })
                .rescue(thrown -> thrown));

        assertInstanceOf(AsynchronousCloseException.class, failure);
    }

    @Test
    void aMulticastDatagramReachesWhoeverHasJoinedTheGroup() throws IOException {
        NetworkInterface network = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        UdpSocket member = UdpSocket.bindMulticast(StandardProtocolFamily.INET, 0);
        InetAddress group = InetAddress.getByAddress(new byte[] {(byte) 239, 1, 2, 3});
        boolean joined = joins(member, group, network);
        try {
            assumeTrue(joined, "the loopback interface does not do multicast here");
            one.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
            InetSocketAddress target =
                    new InetSocketAddress(group, member.localAddress().getPort());
            EventLoop.run(script().then(v -> one.send(bytes("to all"), target)).then(v -> member.receive(buffer)));
            assertEquals("to all", received());
        } finally {
            EventLoop.run(member.closeAsync());
        }
    }

    private static boolean joins(UdpSocket member, InetAddress group, NetworkInterface network) {
        try {
            return member.join(group, network).isValid();
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void aDatagramThatIsTooLargeIsAFailureAndTheSocketStaysUsable() {
        assertThrows(
                IOException.class,
                () -> EventLoop.run(script().then(v -> one.send(ByteBuffer.allocate(70_000), other.localAddress()))));
        EventLoop.run(script().then(v -> one.send(bytes("smaller"), other.localAddress()))
                .then(v -> other.receive(buffer)));

        assertEquals("smaller", received());
    }

    @Test
    void whatThereIsNoRoomForIsLost() {
        ByteBuffer small = ByteBuffer.allocate(3);
        EventLoop.run(script().then(v -> one.send(bytes("abcdef"), other.localAddress()))
                .then(v -> other.receive(small))
                .then(v -> one.send(bytes("next"), other.localAddress()))
                .then(v -> other.receive(buffer)));

        assertEquals("abc", Loopback.text(small.flip()));
        assertEquals("next", received());
    }

    @Test
    void aSocketIsRefusedOnAnotherLoopThanItsOwn() throws Throwable {
        try (EventLoop loop = EventLoop.builder().start()) {
            var receiving = loop.submit(one.receive(buffer));
            // By then it waits, and only who has waited makes the socket its loop's.
            Loopback.run(loop, Tasks.yieldNow());
            Loopback.refusedElsewhere(one.send(bytes("lost"), other.localAddress()));
            EventLoop.run(other.send(bytes("next"), one.localAddress()));
            receiving.get();
        }
        assertEquals("next", received());
    }

    @Test
    void anAddressThatWasNotLookedUpIsNamed() {
        UnknownHostException unknown = assertThrows(
                UnknownHostException.class,
                () -> EventLoop.run(one.send(bytes("lost"), InetSocketAddress.createUnresolved("far.test", 9))));

        assertTrue(unknown.getMessage().startsWith("far.test"), unknown.getMessage());
    }

    @Test
    void datagramsGoByIpv6AsWell() throws IOException {
        byte[] address = new byte[16];
        address[15] = 1;
        InetAddress loopback = InetAddress.getByAddress(address);
        UdpSocket six;
        try {
            six = UdpSocket.bind(new InetSocketAddress(loopback, 0));
        } catch (IOException e) {
            assumeTrue(false, "there is no IPv6 here: " + e.getMessage());
            return;
        }
        UdpSocket all = UdpSocket.bind(0);
        Object sender = EventLoop.run(script().then(v -> six.send(
                        bytes("six"),
                        new InetSocketAddress(loopback, addressOf(all).getPort())))
                .then(v -> all.receive(buffer))
                .lastly(v -> six.closeAsync()));
        EventLoop.run(all.closeAsync());

        assertEquals("six", received());
        assertInstanceOf(Inet6Address.class, ((InetSocketAddress) sender).getAddress());
    }

    @Test
    void aSocketTellsItsAddressesAndOptions() throws IOException {
        assertNull(one.remoteAddress());
        assertEquals("UdpSocket[" + one.localAddress() + "]", one.toString());
        one.connect(other.localAddress());
        one.setOption(StandardSocketOptions.SO_BROADCAST, true);

        assertEquals(other.localAddress(), one.remoteAddress());
        assertEquals("UdpSocket[" + one.localAddress() + " -> " + other.localAddress() + "]", one.toString());
        assertEquals(true, one.getOption(StandardSocketOptions.SO_BROADCAST));
        EventLoop.run(one.closeAsync());
        assertEquals("UdpSocket[closed]", one.toString());
    }
}
