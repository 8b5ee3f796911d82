// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class UnixServerTest {

    @TempDir
    Path directory;

    @Test
    void aConnectionByAFileCarriesBytesBothWays() throws IOException {
        Path path = directory.resolve("socket");
        UnixServer server = UnixServer.bind(path);
        Object answer = EventLoop.run(script().then(v -> {
                    Tasks.spawn(server.serve(stream -> script().then(w -> stream.readLine())
                            .then(line -> stream.write("you said " + line + "\n"))));
                    return UnixStream.connect(path);
                })
                .then(client -> {
                    UnixStream stream = (UnixStream) client;
                    return script().then(v -> stream.write("hello\n"))
                            .then(v -> stream.readLine())
                            .lastly(v -> stream.closeAsync());
                })
                .lastly(v -> server.closeAsync()));

        assertEquals("you said hello", answer);
        assertFalse(Files.exists(path));
    }

    @Test
    void theFileOfAServerThatIsGoneIsReplaced() throws IOException {
        Path path = directory.resolve("socket");
        try (ServerSocketChannel crashed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            crashed.bind(UnixDomainSocketAddress.of(path));
        }
        assertTrue(Files.exists(path));

        UnixServer server = UnixServer.bind(path);
        BindException e = assertThrows(BindException.class, () -> UnixServer.bind(path));
        assertTrue(e.getMessage().contains("listens"), e.getMessage());
        EventLoop.run(server.closeAsync());
    }

    @Test
    void aFileThatIsNoSocketIsLeftAlone() throws IOException {
        Path path = Files.writeString(directory.resolve("file"), "precious");

        assertThrows(BindException.class, () -> UnixServer.bind(path));
        assertEquals("precious", Files.readString(path));
    }

    @Test
    void aFileThatHasTakenTheSocketsPlaceIsLeftAlone() throws IOException {
        Path path = directory.resolve("socket");
        UnixServer server = UnixServer.bind(path);
        Files.delete(path);
        Files.writeString(path, "another");
        EventLoop.run(server.closeAsync());

        assertEquals("another", Files.readString(path));
    }

    @Test
    void connectingWhereNobodyListensFails() {
        assertThrows(IOException.class, () -> EventLoop.run(UnixStream.connect(directory.resolve("nothing"))));
    }

    @Test
    void connectionsForWhichTheBacklogHasNoRoomWait() throws IOException {
        UnixServer server = UnixServer.bind(directory.resolve("söcket \ud83d\ude00"), 1);
        List<Coroutine<Object>> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(script().then(v -> UnixStream.connect(directory.resolve("söcket \ud83d\ude00")))
                    .then(client -> lineFrom((UnixStream) client)));
        }
        Object lines = EventLoop.run(script().then(v -> {
            Task<List<Object>> all = Tasks.spawn(Tasks.gather(clients));
            // Nobody accepts before they all have tried.
            return script().await(Tasks.yieldNow())
                    .run(() -> Tasks.spawn(served(server)))
                    .await(all)
                    .lastly(w -> server.closeAsync());
        }));

        assertEquals(Collections.nCopies(20, "hello"), lines);
    }

    private static Coroutine<?> served(UnixServer server) {
        try {
            return server.serve(stream -> stream.write("hello\n"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Coroutine<Object> lineFrom(UnixStream stream) {
        return script().then(v -> stream.readLine()).lastly(v -> stream.closeAsync());
    }

    @Test
    void aConnectThatWaitsForRoomCanBeCancelled() throws IOException {
        Path path = directory.resolve("socket");
        try (ServerSocketChannel busy = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            busy.bind(UnixDomainSocketAddress.of(path), 1);
            List<SocketChannel> waiting = fill(path);

            assertThrows(
                    TimeoutException.class,
                    () -> EventLoop.run(Tasks.withTimeout(Duration.ofMillis(20), UnixStream.connect(path))));
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }

    @Test
    void aServerWhoseBacklogIsFullIsNotTakenForOneThatIsGone() throws IOException {
        Path path = directory.resolve("socket");
        try (ServerSocketChannel busy = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            busy.bind(UnixDomainSocketAddress.of(path), 1);
            List<SocketChannel> waiting = fill(path);

            assertThrows(BindException.class, () -> UnixServer.bind(path));
            assertTrue(Files.exists(path));
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }

    /** Connects until the server has no room for more. */
    private static List<SocketChannel> fill(Path path) throws IOException {
        List<SocketChannel> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                waiting.add(channel);
                channel.configureBlocking(false);
                channel.connect(UnixDomainSocketAddress.of(path));
            }
        } catch (SocketException full) {
            assumeTrue(full.getMessage().startsWith("Resource temporarily"), "this system says: " + full);
            return waiting;
        }
        throw new AssertionError("The backlog holds more than was asked for");
    }

    @Test
    void aSocketThatCanNotBeMadeIsNamed() {
        Path path = directory.resolve("missing").resolve("socket");
        BindException e = assertThrows(BindException.class, () -> UnixServer.bind(path));

        assertTrue(e.getMessage().contains(path.toString()), e.getMessage());
    }
}
