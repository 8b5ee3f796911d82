// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TcpConnectorTest {

    private EventLoop loop;
    private TcpServer server;
    private int port;

    @BeforeEach
    void bind() throws Throwable {
        loop = EventLoop.builder().start();
        server = TcpServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = server.port();
    }

    @AfterEach
    void close() throws Throwable {
        Loopback.run(loop, server.closeAsync());
        loop.close();
    }

    /** Echoes one line. */
    private void serve() throws IOException {
        var unused = loop.submit(
                server.serve(stream -> script().then(v -> stream.readLine()).then(line -> stream.write(line + "\n"))));
    }

    @Test
    void connectingByNameReachesTheServer() throws Throwable {
        serve();
        TcpStream stream = Loopback.run(loop, TcpStream.connect("localhost", port));
        Object echoed =
                Loopback.run(loop, script().then(v -> stream.write("hi\n")).then(v -> stream.readLine()));
        assertEquals("hi", echoed);
        Loopback.run(loop, stream.closeAsync());
    }

    @Test
    void aRefusalNamesTheAddress() throws Throwable {
        server.stop();
        ConnectException e =
                assertThrows(ConnectException.class, () -> Loopback.run(loop, TcpStream.connect("127.0.0.1", port)));
        assertTrue(e.getMessage().contains("127.0.0.1:" + port), e.getMessage());
    }

    @Test
    void ifAllAddressesRefuseTheFailureHoldsTheirs() throws Throwable {
        server.stop();
        TcpConnector connector = new TcpConnector().resolver(addresses(1, 2, 3));
        ConnectException e =
                assertThrows(ConnectException.class, () -> Loopback.run(loop, connector.connect("any", port)));

        assertTrue(e.getMessage().contains("3 addresses"), e.getMessage());
        assertEquals(3, e.getSuppressed().length);
    }

    @Test
    void anAddressThatRefusesGivesWayToTheNextAtOnce() throws Throwable {
        serve();
        TcpConnector connector = new TcpConnector().resolver(addresses(2, 1)).attemptDelay(Duration.ofHours(1));
        TcpStream stream = Loopback.run(loop, connector.connect("any", port));
        Loopback.run(loop, stream.closeAsync());
    }

    @Test
    void anAddressThatDoesNotAnswerIsOvertakenByTheNextAndItsAttemptIsBrokenOff() throws Throwable {
        // A full backlog takes no connection, and refuses none either.
        try (ServerSocket silent = new ServerSocket(0, 1, address(2));
                ServerSocket answering = new ServerSocket(silent.getLocalPort(), 10, address(1))) {
            List<Socket> filling = new ArrayList<>();
            try {
                fill(silent, filling);
                TcpConnector connector =
                        new TcpConnector().resolver(addresses(2, 1)).attemptDelay(Duration.ofMillis(20));
                TcpStream stream = Loopback.run(loop, connector.connect("any", silent.getLocalPort()));
                assertEquals(answering.getLocalSocketAddress(), stream.remoteAddress());
                Loopback.run(loop, stream.closeAsync());
                while (!Loopback.run(loop, script().then(v -> tasksNamed("connect to")))
                        .equals(0L)) {
                    Thread.onSpinWait();
                }
            } finally {
                for (Socket socket : filling) {
                    socket.close();
                }
            }
        }
    }

    private static InetAddress address(int last) throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    private static void fill(ServerSocket silent, List<Socket> filling) throws IOException {
        for (int i = 0; i < 10; i++) {
            Socket socket = new Socket();
            filling.add(socket);
            try {
                socket.connect(silent.getLocalSocketAddress(), 50);
            } catch (java.net.SocketTimeoutException full) {
                return;
            }
        }
    }

    private long tasksNamed(String begin) {
        return loop.tasks().stream()
                .map(Task::name)
                .filter(name -> name.startsWith(begin))
                .count();
    }

    @Test
    void anUnknownHostIsAFailureOfItsOwn() {
        TcpConnector connector = new TcpConnector().resolver(host -> {
            throw new java.net.UnknownHostException(host);
        });
        assertThrows(
                java.net.UnknownHostException.class, () -> Loopback.run(loop, connector.connect("nowhere.invalid", 1)));
    }

    @Test
    void addressesAreParsedWithoutALookUp() throws Throwable {
        assertEquals(List.of(address(9)), EventLoop.run(Resolver.system().resolve("127.0.0.9")));
        List<InetAddress> six = EventLoop.run(Resolver.system().resolve("::1"));
        assertTrue(six.get(0).isLoopbackAddress());
    }

    @Test
    void aNameIsLookedUpOnAnotherThread() throws Throwable {
        List<InetAddress> found = EventLoop.run(Resolver.system().resolve("localhost"));
        assertTrue(found.stream().allMatch(InetAddress::isLoopbackAddress), found::toString);
    }

    /** Gives addresses on the loopback interface, told by their last bytes. */
    private static Resolver addresses(int... lasts) {
        return host -> {
            List<InetAddress> list = new ArrayList<>();
            for (int last : lasts) {
                list.add(address(last));
            }
            return Coroutine.result(list);
        };
    }
}
