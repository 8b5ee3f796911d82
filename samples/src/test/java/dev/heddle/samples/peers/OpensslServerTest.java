// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.peers;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.blocking;
import static dev.heddle.runtime.Tasks.gather;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.AsyncFunction;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.net.ByteStream;
import dev.heddle.runtime.net.TcpServer;
import dev.heddle.runtime.net.TcpStream;
import dev.heddle.runtime.net.Tls;
import dev.heddle.runtime.net.TlsStream;
import dev.heddle.samples.Installed;
import dev.heddle.samples.PemCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client of ours, and OpenSSL as the server. */
@Timeout(30)
class OpensslServerTest {

    private static final int RECORD_HEADER = 5;
    private static final int APPLICATION_DATA = 23;

    @TempDir
    static Path directory;

    private static PemCertificate certificate;
    private static SSLContext context;

    private Process server;
    private BufferedReader output;
    private int port;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = PemCertificate.make(directory);
        context = certificate.client();
    }

    @AfterEach
    void end() throws Exception {
        if (server != null) {
            server.destroyForcibly().waitFor();
        }
    }

    private void serve(String... options) throws IOException {
        List<String> args = new ArrayList<>(List.of(
                "s_server",
                "-accept",
                "127.0.0.1:0",
                "-key",
                certificate.key().toString(),
                "-cert",
                certificate.certificate().toString()));
        args.addAll(List.of(options));
        server = Installed.program("openssl").start(directory, args.toArray(new String[0]));
        output = server.inputReader();
        String line = outputTo("ACCEPT ");
        port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    /** Reads what the server prints up to a line that begins in some way. */
    private String outputTo(String beginning) throws IOException {
        StringBuilder before = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
            before.append(line).append('\n');
        }
        throw new IOException("The server has ended: " + before);
    }

    private void type(String line) throws IOException {
        server.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        server.getOutputStream().flush();
    }

    /** Connects, and has the stream used. */
    private <T> T connected(int to, AsyncFunction<TlsStream, T> use) throws Exception {
        return EventLoop.run(() -> {
            TcpStream connection = await(TcpStream.connect("127.0.0.1", to));
            try (TlsStream stream = await(Tls.client(context).upgrade(connection, "localhost"))) {
                return result(await(use.apply(stream)));
            }
        });
    }

    /** Has the server give each line back the wrong way round. */
    @Async
    private static Coroutine<String> reversed(ByteStream stream, String line) throws IOException {
        await(stream.write(line + "\n"));
        return result(await(stream.readLine()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"})
    void bothSpeakWhateverVersionBothHave(String protocol) throws Exception {
        boolean enabled =
                Arrays.asList(context.getDefaultSSLParameters().getProtocols()).contains(protocol);
        assumeTrue(enabled, "This JDK speaks no " + protocol);
        serve("-rev", "-" + protocol.toLowerCase(Locale.ROOT).replace("v", "").replace('.', '_'));

        assertEquals("olleh", connected(port, stream -> reversed(stream, "hello")));
    }

    @Test
    void aFileComesWholeAndThenTheEnd() throws Exception {
        byte[] noise = new byte[4_000_000];
        new Random(7).nextBytes(noise);
        Files.write(directory.resolve("noise.bin"), noise);
        serve("-WWW");

        ByteBuffer response = connected(port, stream -> {
            await(stream.write("GET /noise.bin HTTP/1.0\r\n\r\n"));
            return result(await(stream.readAll(5_000_000)));
        });

        byte[] body = new byte[noise.length];
        response.position(response.limit() - noise.length).get(body);
        assertTrue(Arrays.equals(noise, body));
    }

    /** Types a command at the server, and then a line for the client, which it hears. */
    @Async
    private Coroutine<String> afterTyping(TlsStream stream, String command) throws IOException {
        await(stream.write("before\n"));
        await(blocking(() -> outputTo("before")));
        type(command);
        // It drops what it reads together with a command. When it shows this line, it has read that.
        await(stream.write("meanwhile\n"));
        await(blocking(() -> outputTo("meanwhile")));
        type("after " + command);
        return result(await(stream.readLine()));
    }

    @Async
    private Coroutine<Void> answer(TlsStream stream) throws IOException {
        await(stream.write("and back\n"));
        await(blocking(() -> outputTo("and back")));
        return done();
    }

    @Test
    void keysAreRenewedInMidStream() throws Exception {
        serve("-tls1_3");

        String heard = connected(port, stream -> {
            String line = await(afterTyping(stream, "K"));
            await(answer(stream));
            return result(line);
        });

        assertEquals("after K", heard);
    }

    @Test
    void theServerMayNegotiateAgainInMidStream() throws Exception {
        // Without anything by which the old session could be resumed.
        serve("-tls1_2", "-no_cache", "-no_ticket");

        String heard = connected(port, stream -> {
            SSLSession first = stream.session();
            String line = await(afterTyping(stream, "r"));
            // The handshake goes on as long as somebody reads.
            Task<String> next = spawn(stream.readLine());
            while (stream.session() == first) {
                await(sleep(Duration.ofMillis(1)));
            }
            await(answer(stream));
            type("the end");
            return result(line + ", " + await(next));
        });

        assertEquals("after r, the end", heard);
    }

    @Test
    void aRecordThatWasChangedOnTheWayIsNotBelieved() throws Exception {
        serve("-rev", "-tls1_3");

        assertThrows(SSLException.class, () -> throughProxy(true));
        assertEquals("olleh", throughProxy(false));
    }

    /** Talks to the server by way of a proxy that changes the last byte of what the server says when the handshake is done. */
    private String throughProxy(boolean changing) throws Exception {
        return EventLoop.run(() -> {
            try (TcpServer proxy = TcpServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
                Task<Void> serving = spawn(proxy.serve(client -> forward(client, changing)));
                TcpStream connection = await(TcpStream.connect("127.0.0.1", proxy.port()));
                String answer;
                try (TlsStream stream = await(Tls.client(context).upgrade(connection, "localhost"))) {
                    answer = await(reversed(stream, "hello"));
                }
                await(proxy.closeAsync());
                await(serving);
                return result(answer);
            }
        });
    }

    @Async
    private Coroutine<Void> forward(TcpStream client, boolean changing) throws IOException {
        try (TcpStream upstream = await(TcpStream.connect("127.0.0.1", port))) {
            int[] sent = new int[1];
            await(gather(records(client, upstream, sent, false), records(upstream, client, sent, changing)));
        }
        return done();
    }

    /** Forwards record by record, and tells the other direction how many with application data it has sent. */
    @Async
    private static Coroutine<Void> records(TcpStream from, TcpStream to, int[] sent, boolean changing)
            throws IOException {
        ByteBuffer header = ByteBuffer.allocate(RECORD_HEADER);
        while (await(from.read(header.clear())) > 0) {
            await(from.readFully(header));
            ByteBuffer body = await(from.readExactly(header.getShort(RECORD_HEADER - 2) & 0xffff));
            // In TLS 1.3 the client's first is the end of the handshake, and the second is what it says.
            if (header.get(0) == APPLICATION_DATA && changing && sent[0] > 1) {
                ByteBuffer copy =
                        ByteBuffer.allocate(body.remaining()).put(body).flip();
                copy.put(copy.limit() - 1, (byte) (copy.get(copy.limit() - 1) ^ 1));
                body = copy;
            }
            if (header.get(0) == APPLICATION_DATA && !changing) {
                sent[0]++;
            }
            await(to.write(header.flip(), body));
        }
        await(to.shutdownOutput());
        return done();
    }
}
