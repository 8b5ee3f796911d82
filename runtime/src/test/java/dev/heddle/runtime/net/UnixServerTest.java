// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Tasks;
import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
