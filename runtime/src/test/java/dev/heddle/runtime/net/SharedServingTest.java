// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Tasks;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server whose connections are served by several loops. */
@Timeout(60)
class SharedServingTest {

    private ServedByGroup net;

    @BeforeEach
    void open() throws IOException {
        net = new ServedByGroup();
    }

    @AfterEach
    void close() throws IOException {
        net.close();
    }

    /** Says on which thread it runs, and then echoes lines. */
    private static Object talk(TcpStream stream) throws IOException {
        return script().then(v -> stream.write(Thread.currentThread().getName() + "\n"))
                .then(v -> echo(stream));
    }

    private static Object echo(TcpStream stream) throws IOException {
        return script().then(v -> stream.readLine())
                .then(line -> line == null
                        ? "end"
                        : script().then(v -> stream.write(line + "\n")).then(v -> echo(stream)));
    }

    private static ConnectionHandler<TcpStream> talking() {
        return stream -> script().then(v -> talk(stream));
    }

    private CompletableFuture<Void> serve() throws IOException {
        return net.home.submit(net.server.serve(net.group, talking()));
    }

    @Test
    void eachLoopGetsAsManyConnections() throws Throwable {
        var unused = serve();
        TreeMap<String, Integer> shares = new TreeMap<>();
        for (int i = 0; i < 9; i++) {
            ServedByGroup.Client client = net.client();
            shares.merge(client.line(), 1, Integer::sum);
            client.send("hello " + i);
            assertEquals("hello " + i, client.line());
        }
        assertEquals("{loop-0=3, loop-1=3, loop-2=3}", shares.toString());
        net.awaitConnections(9);
    }

    @Test
    void theLoopWithTheFewestConnectionsGetsTheNext() throws Throwable {
        var unused = serve();
        List<ServedByGroup.Client> leaving = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ServedByGroup.Client client = net.client();
            if (client.line().equals("loop-1")) {
                leaving.add(client);
            }
        }
        assertEquals(2, leaving.size());
        for (ServedByGroup.Client client : leaving) {
            client.socket().close();
        }
        net.awaitConnections(4);
        assertEquals("loop-1", net.client().line());
        assertEquals("loop-1", net.client().line());
    }

    @Test
    void theServersOwnLoopMayBeOneOfTheGroup() throws Throwable {
        EventLoop first = net.group.loops().get(0);
        TcpServer own = TcpServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        CompletableFuture<Void> serving = first.submit(own.serve(net.group, talking()));
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), own.port())) {
                names.add(new String(socket.getInputStream().readNBytes(6), StandardCharsets.UTF_8));
            }
        }
        Loopback.run(first, own.closeAsync());
        serving.get();
        assertTrue(names.size() >= 2 && names.stream().allMatch(name -> name.startsWith("loop-")), names::toString);
    }

    @Test
    void theLimitHoldsForAllLoopsTogether() throws Throwable {
        net.server.setConnectionLimit(2);
        var unused = serve();
        ServedByGroup.Client first = net.client();
        first.line();
        net.client().line();
        ServedByGroup.Client third = net.client();
        Loopback.run(net.home, Tasks.yieldNow());
        assertEquals(2, net.server.connectionCount());
        first.socket().close();
        assertTrue(third.line().startsWith("loop-"));
    }

    @Test
    void closingCancelsTheConnectionsOfAllLoopsAndClosesTheirStreams() throws Throwable {
        CompletableFuture<Void> serving = serve();
        for (int i = 0; i < 6; i++) {
            net.client().line();
        }
        Loopback.run(net.home, net.server.closeAsync());
        serving.get();
        for (ServedByGroup.Client client : net.clients) {
            assertNull(client.line());
        }
        assertEquals(
                List.of(0, 0, 0),
                EventLoop.run(net.group.onEach(
                        () -> script().then(v -> EventLoop.current().tasks().size() - 1))));
    }

    @Test
    void drainingWaitsForTheConnectionsOfAllLoopsAndCancelsTheRest() throws Throwable {
        CompletableFuture<Void> serving = serve();
        for (int i = 0; i < 3; i++) {
            net.client().line();
        }
        CompletableFuture<Integer> draining = net.home.submit(net.server.drain(Duration.ofMillis(200)));
        net.clients.get(0).socket().shutdownOutput();
        assertEquals(2, draining.get());
        assertNull(net.clients.get(1).line());
        assertThrows(ConnectException.class, net::client);
        serving.get();
    }

    @Test
    void abortingResetsTheConnectionsOfAllLoops() throws Throwable {
        CompletableFuture<Void> serving = serve();
        for (int i = 0; i < 3; i++) {
            net.client().line();
        }
        Loopback.run(net.home, script().run(net.server::abort));
        for (ServedByGroup.Client client : net.clients) {
            assertThrows(IOException.class, client::line);
        }
        serving.get();
    }

    @Test
    void cancellingTheServingEndsTheConnectionsOfAllLoops() throws Throwable {
        CompletableFuture<Void> serving = serve();
        ServedByGroup.Client client = net.client();
        client.line();
        serving.cancel(true);
        assertNull(client.line());
        assertThrows(ConnectException.class, net::client);
    }

    @Test
    void aHandlerThatFailsIsReportedByTheLoopThatRanIt() throws Throwable {
        var unused = net.home.submit(net.server.serve(net.group, stream -> {
            throw new IllegalArgumentException(Thread.currentThread().getName());
        }));
        assertNull(net.client().line());
        Throwable failure = net.unheard.take();
        assertInstanceOf(IllegalArgumentException.class, failure);
        assertTrue(failure.getMessage().startsWith("loop-"), failure.getMessage());
        net.awaitConnections(0);
    }

    @Test
    void aLoopThatEndsClosesItsConnectionsAndTheOthersServeOn() throws Throwable {
        var unused = serve();
        TreeMap<String, ServedByGroup.Client> byLoop = new TreeMap<>();
        for (int i = 0; i < 3; i++) {
            ServedByGroup.Client client = net.client();
            byLoop.put(client.line(), client);
        }
        net.group.loops().get(0).close();
        assertNull(byLoop.get("loop-0").line());
        net.awaitConnections(2);
        for (int i = 0; i < 4; i++) {
            String name = net.client().line();
            assertTrue(name.equals("loop-1") || name.equals("loop-2"), name);
        }
    }

    @Test
    void withoutAnyLoopLeftTheServerIsStopped() throws Throwable {
        CompletableFuture<Void> serving = serve();
        net.group.close();
        net.client();
        assertThrows(ExecutionException.class, serving::get);
        assertThrows(ConnectException.class, net::client);
    }

    // SO_REUSEPORT

    @Test
    void serversThatShareAPortEachGetConnections() throws Throwable {
        InetSocketAddress address;
        List<TcpServer> servers = new ArrayList<>();
        TcpServer probe = TcpServer.bindShared(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = (InetSocketAddress) probe.localAddress();
        probe.stop();
        for (int i = 0; i < 3; i++) {
            servers.add(TcpServer.bindShared(address));
        }
        CompletableFuture<List<Object>> serving = net.home.submit(net.group.onEach(() -> {
            TcpServer own = servers.get(net.group.loops().indexOf(EventLoop.current()));
            return script().then(v -> own.serve(talking()));
        }));
        Set<String> names = new HashSet<>();
        // The system decides by the client's port; it is a matter of time until each has got one.
        while (names.size() < 3) {
            try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
                names.add(new String(socket.getInputStream().readNBytes(6), StandardCharsets.UTF_8));
            }
        }
        serving.cancel(true);
        assertEquals(Set.of("loop-0", "loop-1", "loop-2"), names);
    }

    @Test
    void aPortThatIsNotSharedIsTaken() throws Throwable {
        InetSocketAddress taken = (InetSocketAddress) net.server.localAddress();
        assertThrows(java.net.BindException.class, () -> TcpServer.bindShared(taken));
    }

    @Test
    void whereTheSystemCanNotShareAPortTheMessageTellsWhatElseToDo() throws Throwable {
        try (var channel = new WithoutOptions()) {
            UnsupportedOperationException e =
                    assertThrows(UnsupportedOperationException.class, () -> TcpServer.shared(channel));
            assertTrue(e.getMessage().contains("serve(group, handler)"), e.getMessage());
        }
    }
}
