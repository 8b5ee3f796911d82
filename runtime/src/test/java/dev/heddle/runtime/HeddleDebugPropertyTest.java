// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.AsyncCloseable;
import dev.heddle.runtime.codegen.Origins;
import dev.heddle.runtime.io.AsyncFile;
import dev.heddle.runtime.io.AsyncProcess;
import dev.heddle.runtime.net.TcpServer;
import dev.heddle.runtime.net.TcpStream;
import dev.heddle.runtime.net.UdpSocket;
import dev.heddle.runtime.sync.BroadcastChannel;
import dev.heddle.runtime.sync.Channel;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only the system property {@code heddle.debug} switches on: hence in a JVM of its own. */
@Timeout(120)
class HeddleDebugPropertyTest {

    private static List<String> output(String argument, String mode) throws IOException, InterruptedException {
        return OtherJvm.output(Program.class, argument, mode);
    }

    @Test
    void aCoroutineThatNobodyAwaitsIsReportedWithThePlaceThatMadeIt() throws Exception {
        List<String> lines = output("-Dheddle.debug=true", "forget");
        assertEquals(
                "NEVER_AWAITED Coroutine dev.heddle.runtime.Tasks.sleep was never awaited, spawned or run, so nothing of it"
                        + " has happened. It was made here:",
                lines.get(0));
        assertTrue(lines.stream().anyMatch(line -> line.contains("Program.forgetToAwait")), lines::toString);
        assertEquals("ended", lines.get(lines.size() - 1));
    }

    @Test
    void coroutinesThatAreUsedInAnyWayAreNot() throws Exception {
        assertEquals(List.of("ended"), output("-Dheddle.debug", "use"));
    }

    @Test
    void aResourceThatNobodyClosesIsReported() throws Exception {
        List<String> lines = output("-Dheddle.debug", "open");
        assertEquals("NEVER_CLOSED The file was never closed. It was opened here:", lines.get(0));
        assertTrue(lines.stream().anyMatch(line -> line.contains("Program.openAndForget")), lines::toString);
        assertEquals(
                1, lines.stream().filter(line -> line.contains("never closed")).count());
    }

    @Test
    void everyKindOfResourceIsReportedThatNobodyCloses() throws Exception {
        List<String> lines = output("-Dheddle.debug", "resources");
        List<String> told = lines.stream()
                .filter(line -> line.startsWith("NEVER_CLOSED"))
                .map(line -> line.substring("NEVER_CLOSED ".length(), line.indexOf(" was never closed")))
                .sorted()
                .toList();
        assertEquals(
                List.of("AsyncFile", "AsyncProcess", "Sender", "Subscription", "TcpServer", "TcpStream", "UdpSocket"),
                told);
        assertTrue(lines.stream().anyMatch(line -> line.contains("Program.openFile")), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.contains("Program.connectTo")), lines::toString);
    }

    @Test
    void resourcesThatAreClosedAreNotReported() throws Exception {
        assertEquals(List.of("ended"), output("-Dheddle.debug", "closed"));
    }

    @Test
    void whatATimeoutOfNothingDoesNotStartIsNoMistake() throws Exception {
        assertEquals(List.of("timed out", "ended"), output("-Dheddle.debug", "timeout"));
    }

    @Test
    void withoutThePropertyNothingIsRemembered() throws Exception {
        assertEquals(List.of("ended"), output("-Dheddle.debug=false", "forget"));
        assertEquals(List.of("ended"), output("-Dnothing", "open"));
    }

    /** Runs in the other JVM. */
    static final class Program {

        private Program() {}

        public static void main(String[] args) {
            int[] expected = {args[0].equals("resources") ? 7 : 1};
            try (EventLoop loop = EventLoop.builder()
                    .debug(Duration.ofDays(1))
                    .warningHandler(warning -> {
                        expected[0]--;
                        System.out.println(warning.kind() + " " + warning);
                    })
                    .build()) {
                loop.runUntilDone(script().run(() -> make(args[0])).await(use(args[0])));
                for (int i = 0; i < 50 && expected[0] > 0; i++) {
                    System.gc();
                    // One that waits, so that the loop looks around, and the collector has some time.
                    loop.runUntilDone(script().await(sleep(Duration.ofMillis(args[0].equals("forget") ? 10 : 2))));
                }
            }
            System.out.println("ended");
        }

        private static void make(String mode) {
            if (mode.equals("forget")) {
                forgetToAwait();
            } else if (mode.equals("open")) {
                openAndForget();
            }
        }

        private static Script use(String mode) {
            return switch (mode) {
                case "use" -> useAll();
                case "resources" -> script().then(v -> openAll()).give("nothing");
                case "closed" -> script().then(v -> openAll()).then(v -> closeAll((List<?>) v));
                case "timeout" ->
                    script().then(v -> Tasks.withTimeout(Duration.ZERO, sleep(Duration.ofHours(1))))
                            .rescue(failure -> Tasks.timeoutOrElse(
                                    Duration.ZERO, script().run(() -> System.out.println("started")), failure))
                            .run(() -> System.out.println("timed out"));
                default -> script();
            };
        }

        private static Script openAll() {
            List<Object> all = new ArrayList<>();
            BroadcastChannel<String> broadcast = BroadcastChannel.bounded(1);
            return script().then(v -> openFile())
                    .run(() -> all.add(broadcast.subscribe()))
                    .then(all::add)
                    .then(v -> AsyncProcess.start(new ProcessBuilder("cat")))
                    .then(all::add)
                    .then(v -> TcpServer.bind(0))
                    .then(server -> {
                        all.add(server);
                        return connectTo((TcpServer) server);
                    })
                    .then(all::add)
                    .run(() -> all.add(Channel.unbounded().sender()))
                    .then(v -> all.add(UdpSocket.bind(0)))
                    .give(all);
        }

        private static Object openFile() throws IOException {
            return AsyncFile.open(Path.of("/dev/null"), StandardOpenOption.READ);
        }

        private static Object connectTo(TcpServer server) throws IOException {
            return TcpStream.connect("127.0.0.1", server.port());
        }

        private static Script closeAll(List<?> resources) {
            Script script = script();
            for (Object each : resources) {
                script.then(v -> {
                    if (each instanceof AsyncCloseable resource) {
                        return resource.closeAsync();
                    }
                    ((AutoCloseable) each).close();
                    return null;
                });
            }
            return script;
        }

        private static Script useAll() {
            return script().await(Tasks.gather(
                            script().await(yieldNow()), Tasks.blocking(() -> "thread"), sleep(Duration.ofMillis(1))))
                    .await(spawn("used"))
                    .await(TryScope.open(scope -> script().then(v -> scope.spawn(script()))))
                    .await(Tasks.shield(sleep(Duration.ofMillis(1))));
        }

        private static Script spawn(String name) {
            return script().then(v -> Tasks.spawn(name, script().await(sleep(Duration.ZERO))));
        }

        private static void forgetToAwait() {
            var unused = sleep(Duration.ofHours(1));
        }

        private static void openAndForget() {
            var unused = Origins.opened(new Object(), "The file");
            Object closed = new Object();
            Origins.opened(closed, "The closed file").detach();
        }
    }
}
