// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Tasks;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever peers do, nothing hangs and nothing is left: after each test there are as many tasks and descriptors as before, and nothing holds on to a connection. */
@Timeout(120)
class HostilePeersTest {

    private static final String QUESTION = "GET something of a fair length\n";

    @TempDir
    static Path directory;

    private static SSLContext serverContext;
    private static SSLContext clientContext;

    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger brokenOff = new AtomicInteger();
    private EventLoop loop;
    private TcpServer server;
    private CompletableFuture<Void> serving;
    private long descriptors;

    /** All that have been connected. */
    private final List<WeakReference<TcpStream>> streams = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void makeCertificates() throws Exception {
        KeyStore key = Certificates.selfSigned(directory, "localhost");
        serverContext = Certificates.context(key, null);
        clientContext = Certificates.context(null, key);
    }

    @BeforeEach
    void bind() throws Throwable {
        loop = EventLoop.builder()
                .exceptionHandler((task, failure) -> failures.incrementAndGet())
                .start();
        server = TcpServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void nothingIsLeft() throws Throwable {
        while (count("connections") > 0 || (descriptors > 0 && Descriptors.openSockets() > descriptors)) {
            Loopback.run(loop, Tasks.sleep(Duration.ofMillis(2)));
        }
        for (int i = 0; i < 100 && streams.stream().anyMatch(stream -> stream.get() != null); i++) {
            System.gc();
            Loopback.run(loop, Tasks.sleep(Duration.ofMillis(1)));
        }
        assertEquals(0, streams.stream().filter(stream -> stream.get() != null).count(), "connections in memory");
        Loopback.run(loop, server.closeAsync());
        serving.get();
        assertEquals(1, count("tasks"), "only the task that counts");
        loop.close();
    }

    private int count(String what) throws Throwable {
        return (Integer) Loopback.run(
                loop, script().then(v -> "tasks".equals(what) ? loop.tasks().size() : server.connectionCount()));
    }

    private void serve(ConnectionHandler<TcpStream> handler) throws Throwable {
        serving = loop.submit(server.serve(stream -> {
            streams.add(new WeakReference<>(stream));
            return handler.handle(stream);
        }));
        exchange(QUESTION);
        descriptors = Descriptors.openSockets();
    }

    /** A well-behaved client, which must always be served. */
    private void exchange(String question) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.getOutputStream().write(question.getBytes(StandardCharsets.UTF_8));
            byte[] answer = client.getInputStream().readNBytes(question.length());
            assertEquals(question, new String(answer, StandardCharsets.UTF_8));
        }
    }

    private static Object echoLines(ByteStream stream) throws IOException {
        return script().then(v -> stream.readLine(1_000))
                .then(line -> line == null
                        ? "end"
                        : script().then(v -> stream.write(line + "\n")).then(v -> echoLines(stream)));
    }

    @Test
    void aResetAtAnyByteOfAnExchangeLeavesNothing() throws Throwable {
        serve(stream -> script().then(v -> echoLines(stream)));
        for (int bytes = 0; bytes <= QUESTION.length(); bytes++) {
            resetAfter(bytes, QUESTION.length());
            resetAfter(QUESTION.length() + 1, bytes);
        }
        exchange(QUESTION);
    }

    /** A client behind the proxy. What becomes of its connection is the proxy's choice. */
    private void resetAfter(int up, int down) throws IOException {
        try (FaultProxy proxy = new FaultProxy(server.port(), up * 1000L + down, 8, up, down);
                Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            client.getOutputStream().write(QUESTION.getBytes(StandardCharsets.UTF_8));
            int received = client.getInputStream().readNBytes(QUESTION.length()).length;
            assertTrue(received <= QUESTION.length());
        } catch (IOException broken) {
            assertTrue(up <= QUESTION.length() || down <= QUESTION.length(), broken::toString);
        }
    }

    @Test
    void piecesOfAnySizeArePutTogether() throws Throwable {
        serve(stream -> script().then(v -> echoLines(stream)));
        for (int seed = 0; seed < 20; seed++) {
            try (FaultProxy proxy = new FaultProxy(server.port(), seed, 1 + seed / 2, 100_000, 100_000);
                    Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
                for (int i = 0; i < 5; i++) {
                    client.getOutputStream().write(QUESTION.getBytes(StandardCharsets.UTF_8));
                    byte[] answer = client.getInputStream().readNBytes(QUESTION.length());
                    assertEquals(QUESTION, new String(answer, StandardCharsets.UTF_8));
                }
            }
        }
    }

    @Test
    void anEndlessLineIsCutOff() throws Throwable {
        serve(stream -> script().then(v -> echoLines(stream)));
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            byte[] piece = "x".repeat(1_000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 100_000; i++) {
                client.getOutputStream().write(piece);
            }
        } catch (IOException cutOff) {
            assertTrue(failures.get() > 0, "the handler has failed");
        }
        exchange(QUESTION);
    }

    @Test
    void aPeerThatNeverReadsIsAbandonedAtTheDeadline() throws Throwable {
        serve(stream -> script().then(v -> stream.readLine())
                .then(line -> QUESTION.startsWith((String) line)
                        ? stream.write(QUESTION)
                        : Tasks.withTimeout(
                                Duration.ofMillis(50), stream.write(ByteBuffer.allocateDirect(50_000_000)))));
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.getOutputStream().write("everything\n".getBytes(StandardCharsets.UTF_8));
            while (failures.get() == 0) {
                Thread.onSpinWait();
            }
        }
        exchange(QUESTION);
    }

    @Test
    void aPeerThatHasEndedItsSideStillGetsItsAnswer() throws Throwable {
        serve(stream -> script().then(v -> echoLines(stream)));
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.getOutputStream().write(QUESTION.getBytes(StandardCharsets.UTF_8));
            client.shutdownOutput();
            assertEquals(QUESTION, new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    // N25
    @Test
    void writingToTheDeadFailsEachTimeAndForTheirConnectionAlone() throws Throwable {
        AtomicInteger refused = new AtomicInteger();
        serve(stream -> script().then(v -> stream.readLine())
                .then(line -> QUESTION.startsWith((String) line)
                        ? stream.write(QUESTION)
                        // Until the reset is heard of: then all that follows fails.
                        : script().then(v -> stream.readLine())
                                .rescue(reset -> "gone")
                                .repeat(
                                        5,
                                        i -> script().then(v -> stream.write("hello?"))
                                                .rescue(broken -> refused.incrementAndGet()))));
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.getOutputStream().write("first\n".getBytes(StandardCharsets.UTF_8));
            client.setSoLinger(true, 0);
        }
        // In this order: before it has been accepted there is no connection either.
        while (refused.get() == 0 || count("connections") > 0) {
            Thread.onSpinWait();
        }
        assertEquals(5, refused.get());
        exchange(QUESTION);
        assertEquals(0, failures.get());
    }

    @Test
    void thousandsOfConnectionsThatComeAndGoLeaveNothing() throws Throwable {
        serve(stream -> script().then(v -> echoLines(stream)));
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port());
            if (random.nextBoolean()) {
                client.setSoLinger(true, 0);
            }
            client.close();
        }
        exchange(QUESTION);
    }

    @Test
    void aTlsConnectionThatBreaksAnywhereLeavesNothing() throws Throwable {
        Tls tls = Tls.server(serverContext).shutdownTimeout(Duration.ofMillis(100));
        AtomicInteger plain = new AtomicInteger(1);
        serve(stream -> plain.getAndDecrement() > 0
                ? script().then(v -> echoLines(stream))
                : script().then(v -> tls.upgrade(stream)).then(secure -> {
                    TlsStream opened = (TlsStream) secure;
                    return script().then(v -> echoLines(opened)).lastly(v -> opened.closeAsync());
                }));
        Random random = new Random(2);
        for (int i = 0; i < 60; i++) {
            breakTls(random.nextInt(3_000), random.nextInt(3_000), i);
        }
        plain.set(1);
        exchange(QUESTION);
        assertTrue(brokenOff.get() > 20, brokenOff + " were broken off");
    }

    private void breakTls(int up, int down, long seed) throws IOException {
        try (FaultProxy proxy = new FaultProxy(server.port(), seed, 500, up, down);
                SSLSocket client =
                        (SSLSocket) clientContext.getSocketFactory().createSocket("localhost", proxy.port())) {
            client.getOutputStream().write(QUESTION.getBytes(StandardCharsets.UTF_8));
            byte[] answer = client.getInputStream().readNBytes(QUESTION.length());
            assertTrue(QUESTION.startsWith(new String(answer, StandardCharsets.UTF_8)));
        } catch (IOException broken) {
            brokenOff.incrementAndGet();
        }
    }

    @Test
    void garbageIsNoHandshake() throws Throwable {
        Tls tls = Tls.server(serverContext);
        AtomicInteger plain = new AtomicInteger(1);
        serve(stream -> plain.getAndDecrement() > 0
                ? script().then(v -> echoLines(stream))
                : script().then(v -> tls.upgrade(stream)));
        Random random = new Random(3);
        for (int i = 0; i < 50; i++) {
            byte[] garbage = new byte[1 + random.nextInt(600)];
            random.nextBytes(garbage);
            if (i % 2 == 0) {
                // What begins like a handshake gets further.
                System.arraycopy(new byte[] {22, 3, 1}, 0, garbage, 0, Math.min(3, garbage.length));
            }
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                client.getOutputStream().write(garbage);
                client.shutdownOutput();
                byte[] answer = client.getInputStream().readAllBytes();
                assertTrue(answer.length < 100, "an alert at most");
            } catch (IOException reset) {
                assertTrue(failures.get() > 0);
            }
        }
        plain.set(1);
        exchange(QUESTION);
    }
}
