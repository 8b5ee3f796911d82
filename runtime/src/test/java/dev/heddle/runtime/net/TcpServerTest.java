// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TcpServerTest {

    private final LinkedBlockingQueue<Throwable> unheard = new LinkedBlockingQueue<>();
    private EventLoop loop;
    private TcpServer server;
    private int port;

    /** What the server's tests have started, and most don't look at. */
    private CompletableFuture<Void> serving;

    @BeforeEach
    void bind() throws Throwable {
        loop = EventLoop.builder()
                .exceptionHandler((task, failure) -> unheard.add(failure))
                .start();
        server = TcpServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = server.port();
    }

    @AfterEach
    void close() throws Throwable {
        Loopback.run(loop, server.closeAsync());
        loop.close();
    }

    private Socket client() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static Object echo(TcpStream stream) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(64);
        return script().then(v -> stream.read(buffer.clear()))
                .then(n -> (Integer) n < 0
                        ? "end"
                        : script().then(v -> stream.write(buffer.flip())).then(v -> echo(stream)));
    }

    private static ConnectionHandler<TcpStream> echoing() {
        return stream -> script().then(v -> echo(stream));
    }

    private static String roundTrip(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return new String(client.getInputStream().readNBytes(text.length()), StandardCharsets.UTF_8);
    }

    /** Waits, on the loop, until something is so. */
    private void await(java.util.function.BooleanSupplier condition) throws Throwable {
        while (!Loopback.run(
                        loop, script().await(Tasks.sleep(Duration.ofMillis(1))).then(v -> condition.getAsBoolean()))
                .equals(true)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void manyConnectionsAreServedSideBySide() throws Throwable {
        serving = loop.submit(server.serve(echoing()));
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            clients.add(client());
        }
        for (int i = 0; i < 50; i++) {
            assertEquals("message " + i, roundTrip(clients.get(i), "message " + i));
        }
        await(() -> server.connectionCount() == 50);
        for (Socket client : clients) {
            client.close();
        }
        await(() -> server.connectionCount() == 0);
        assertTrue(unheard.isEmpty(), unheard::toString);
    }

    @Test
    void connectionsThatWaitAreAcceptedInOneGo() throws Throwable {
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            clients.add(client());
        }
        // All wait in the backlog. The server's first step takes them; the tasks' first steps come after it.
        List<Integer> counts = new ArrayList<>();
        serving = loop.submit(server.serve(stream -> script().run(() -> counts.add(server.connectionCount()))));
        await(() -> counts.size() == 50);

        assertEquals(50, counts.get(0));
        for (Socket client : clients) {
            client.close();
        }
    }

    @Test
    void aHandlerThatFailsIsReportedAndItsConnectionIsClosedAndTheServerLives() throws Throwable {
        serving = loop.submit(server.serve(stream -> script().then(v -> stream.readLine())
                .then(line -> {
                    if ("bad".equals(line)) {
                        throw new IllegalArgumentException("bad line");
                    }
                    return stream.write("good\n");
                })));
        try (Socket bad = client();
                Socket good = client()) {
            bad.getOutputStream().write("bad\n".getBytes(StandardCharsets.UTF_8));
            assertEquals(-1, bad.getInputStream().read());
            assertInstanceOf(IllegalArgumentException.class, unheard.take());
            good.getOutputStream().write("fine\n".getBytes(StandardCharsets.UTF_8));
            // The handler has returned without closing: that is done for it.
            assertEquals("good\n", new String(good.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void stoppingRefusesNewConnectionsAndLeavesTheOthersAlone() throws Throwable {
        serving = loop.submit(server.serve(echoing()));
        try (Socket client = client()) {
            assertEquals("before", roundTrip(client, "before"));
            Loopback.run(loop, script().run(server::stop));
            assertThrows(ConnectException.class, this::client);
            assertEquals("after", roundTrip(client, "after"));
            assertFalse(serving.isDone());
        }
        serving.get();
    }

    @Test
    void closingCancelsTheConnectionsAndClosesTheirStreams() throws Throwable {
        serving = loop.submit(server.serve(echoing()));
        try (Socket client = client()) {
            assertEquals("hello", roundTrip(client, "hello"));
            Loopback.run(loop, server.closeAsync());
            assertEquals(-1, client.getInputStream().read());
        }
        serving.get();
    }

    @Test
    void drainingWaitsForConnectionsToEndAndCancelsTheRest() throws Throwable {
        serving = loop.submit(server.serve(echoing()));
        try (Socket client = client();
                Socket lingering = client()) {
            roundTrip(client, "a");
            roundTrip(lingering, "b");
            CompletableFuture<Integer> draining = loop.submit(server.drain(Duration.ofMillis(200)));
            client.shutdownOutput();
            assertEquals(1, draining.get());
            assertEquals(-1, lingering.getInputStream().read());
        }
    }

    @Test
    void drainingEndsAtOnceWhenNobodyIsConnected() throws Throwable {
        serving = loop.submit(server.serve(echoing()));
        assertEquals(0, Loopback.run(loop, server.drain(Duration.ofHours(1))));
        serving.get();
    }

    @Test
    void abortingResetsTheConnections() throws Throwable {
        serving = loop.submit(server.serve(echoing()));
        try (Socket client = client()) {
            roundTrip(client, "x");
            Loopback.run(loop, script().run(server::abort));
            assertThrows(IOException.class, () -> client.getInputStream().readAllBytes());
        }
        serving.get();
    }

    @Test
    void cancellingTheServingStopsTheServerAndItsConnections() throws Throwable {
        serving = loop.submit(server.serve(echoing()));
        try (Socket client = client()) {
            roundTrip(client, "x");
            serving.cancel(true);
            assertEquals(-1, client.getInputStream().read());
            assertThrows(ConnectException.class, this::client);
        }
    }

    @Test
    void atTheLimitConnectionsWaitInTheBacklogUntilOneEnds() throws Throwable {
        server.setConnectionLimit(2);
        serving = loop.submit(server.serve(echoing()));
        try (Socket first = client();
                Socket second = client();
                Socket third = client()) {
            roundTrip(first, "1");
            roundTrip(second, "2");
            third.getOutputStream().write('3');
            Loopback.run(loop, Tasks.yieldNow());
            assertEquals(0, third.getInputStream().available());
            assertEquals(2, server.connectionCount());
            first.shutdownOutput();
            assertEquals('3', third.getInputStream().read());
        }
    }

    @Test
    void aConnectionsTaskThatClosesItsServerIsToldNotTo() throws Throwable {
        serving = loop.submit(server.serve(stream -> server.closeAsync()));
        try (Socket client = client()) {
            assertEquals(-1, client.getInputStream().read());
        }
        Throwable refusal = unheard.take();
        assertInstanceOf(IllegalStateException.class, refusal);
        assertTrue(refusal.getMessage().contains("stop()"), refusal.getMessage());
    }

    @Test
    void aCancelledAcceptLeavesTheConnectionToTheNext() throws Throwable {
        List<Socket> clients = new ArrayList<>();
        Object greeting = Loopback.run(loop, script().then(v -> {
            Task<TcpStream> first = Tasks.spawn(server.accept());
            return script().await(Tasks.yieldNow())
                    .then(w -> {
                        // It is there before the task that waits for it hears of its end.
                        clients.add(client());
                        return first.cancel();
                    })
                    .await(first)
                    .rescue(cancelled -> server.accept())
                    .then(accepted -> script().then(v2 -> ((TcpStream) accepted).write("hello"))
                            .then(v2 -> ((TcpStream) accepted).closeAsync()));
        }));
        assertNull(greeting);
        try (Socket client = clients.get(0)) {
            assertEquals("hello", new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void aServerThatIsStoppedServesNoMore() throws Throwable {
        server.stop();
        assertThrows(ClosedChannelException.class, () -> Loopback.run(loop, server.serve(echoing())));
        assertThrows(ClosedChannelException.class, () -> Loopback.run(loop, server.accept()));
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Throwable {
        InetSocketAddress taken = (InetSocketAddress) server.localAddress();
        BindException e = assertThrows(BindException.class, () -> TcpServer.bind(taken));

        assertTrue(e.getMessage().contains(":" + taken.getPort()), e.getMessage());
    }

    @Test
    void anAddressThatWasNotLookedUpIsNamed() {
        BindException e = assertThrows(
                BindException.class, () -> TcpServer.bind(InetSocketAddress.createUnresolved("far.test", 0)));

        assertTrue(e.getMessage().startsWith("far.test"), e.getMessage());
    }
}
