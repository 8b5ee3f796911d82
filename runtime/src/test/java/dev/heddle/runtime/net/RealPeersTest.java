// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.runtime.EventLoop;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that others have written, at the other end. Those that are not installed are left out. */
@Timeout(60)
class RealPeersTest {

    @TempDir
    static Path directory;

    private static SSLContext context;

    private EventLoop loop;
    private TcpServer server;
    private CompletableFuture<Void> serving;
    private int port;

    @BeforeAll
    static void makeCertificate() throws Exception {
        context = Certificates.context(Certificates.selfSigned(directory, "localhost"), null);
    }

    @BeforeEach
    void bind() throws IOException {
        loop = EventLoop.builder().start();
        server = TcpServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = server.port();
    }

    @AfterEach
    void close() throws Throwable {
        Loopback.run(loop, server.closeAsync());
        if (serving != null) {
            serving.get();
        }
        loop.close();
    }

    private void serve(ConnectionHandler<TcpStream> handler) throws IOException {
        serving = loop.submit(server.serve(handler));
    }

    private static void assumeInstalled(String program) {
        boolean installed = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
        assumeTrue(installed, program + " is not installed");
    }

    private static String run(String input, String... command) throws Exception {
        List<String> words = new ArrayList<>(List.of(command));
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private static Object answerHttp(ByteStream stream) throws IOException {
        return script().then(v -> stream.readUntil(new byte[] {'\r', '\n', '\r', '\n'}, 10_000))
                .then(head -> stream.write("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nhello\n"));
    }

    /** One line, and the end. */
    private static Object answerLine(ByteStream stream) throws IOException {
        return script().then(v -> stream.readLine())
                .then(line -> stream.write("you said " + line + "\n"))
                .lastly(v -> stream.closeAsync());
    }

    private static Object upgraded(Tls tls, TcpStream stream, boolean http) throws IOException {
        return script().then(v -> tls.upgrade(stream)).then(secure -> {
            TlsStream opened = (TlsStream) secure;
            return script().then(v -> http ? answerHttp(opened) : answerLine(opened))
                    .lastly(v -> opened.closeAsync());
        });
    }

    @Test
    void curlGetsAPage() throws Exception {
        assumeInstalled("curl");
        serve(stream -> script().then(v -> answerHttp(stream)));

        assertEquals("hello\n", run("", "curl", "-sS", "http://127.0.0.1:" + port + "/"));
    }

    @Test
    void curlGetsAPageOverTls() throws Exception {
        assumeInstalled("curl");
        Tls tls = Tls.server(context).applicationProtocols("http/1.1");
        serve(stream -> script().then(v -> upgraded(tls, stream, true)));

        assertEquals("hello\n", run("", "curl", "-sSk", "https://localhost:" + port + "/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void opensslTalksTlsOfAnyVersion(String version) throws Exception {
        assumeInstalled("openssl");
        Tls tls = Tls.server(context);
        serve(stream -> script().then(v -> upgraded(tls, stream, false)));

        String output = run("hello\n", "openssl", "s_client", "-quiet", version, "-connect", "127.0.0.1:" + port);
        assertEquals("you said hello\n", output);
    }

    private static Object answerLines(ByteStream stream) throws IOException {
        return script().then(v -> stream.readLine())
                .then(line -> line == null
                        ? "end"
                        : script().then(v -> stream.write("you said " + line + "\n"))
                                .then(v -> answerLines(stream)));
    }

    /** Reads up to a line. */
    private static void expect(BufferedReader output, String wanted) throws IOException {
        String line = output.readLine();
        while (line != null && !line.equals(wanted)) {
            line = output.readLine();
        }
        assertEquals(wanted, line);
    }

    @ParameterizedTest
    @CsvSource({"-tls1_2, R, RENEGOTIATING", "-tls1_3, K, KEYUPDATE"})
    void opensslMayNegotiateAgainOrRenewItsKeysInMidStream(String version, String command, String said)
            throws Exception {
        assumeInstalled("openssl");
        Tls tls = Tls.server(context);
        serve(stream -> script().then(v -> tls.upgrade(stream)).then(secure -> {
            TlsStream opened = (TlsStream) secure;
            return script().then(v -> answerLines(opened)).lastly(v -> opened.closeAsync());
        }));
        Process client = new ProcessBuilder("openssl", "s_client", version, "-connect", "127.0.0.1:" + port)
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = client.inputReader();
                Writer input = client.outputWriter()) {
            for (String[] exchange : new String[][] {
                {"one", "you said one"},
                {command, said},
                {"two", "you said two"},
                {command, said},
                {"three", "you said three"}
            }) {
                input.write(exchange[0] + "\n");
                input.flush();
                expect(output, exchange[1]);
            }
            // Which is to say that this is the end.
            input.write("Q\n");
            input.flush();
            assertEquals(0, client.waitFor());
        } finally {
            client.destroy();
        }
    }

    @Test
    void aClientTalksToPythonsAsyncio() throws Throwable {
        assumeInstalled("python3");
        String program = """
                import asyncio
                async def serve(reader, writer):
                    lines = (await reader.read()).split(b'\\n')
                    for line in reversed(lines[:-1]):
                        writer.write(line + b'\\n')
                        await writer.drain()
                    writer.close()
                async def main():
                    server = await asyncio.start_server(serve, '127.0.0.1', 0)
                    print(server.sockets[0].getsockname()[1], flush=True)
                    await server.serve_forever()
                asyncio.run(main())
                """;
        Process python = new ProcessBuilder("python3", "-c", program).start();
        try {
            int port = Integer.parseInt(python.inputReader().readLine());
            Object answer = Loopback.run(
                    loop,
                    script().then(v -> TcpStream.connect("127.0.0.1", port)).then(connected -> {
                        TcpStream stream = (TcpStream) connected;
                        return script().then(v -> stream.write("one\ntwo\n"))
                                .then(v -> stream.shutdownOutput())
                                .then(v -> stream.readAll(100))
                                .lastly(v -> stream.closeAsync());
                    }));
            assertEquals("two\none\n", Loopback.text((ByteBuffer) answer));
        } finally {
            python.destroy();
        }
    }

    @Test
    void pythonsAsyncioTalksToAServer() throws Exception {
        assumeInstalled("python3");
        serve(stream -> script().then(v -> answerLine(stream)));
        String program = String.join(
                "\n",
                "import asyncio",
                "async def main():",
                "    reader, writer = await asyncio.open_connection('127.0.0.1', " + port + ")",
                "    writer.write(b'hello\\n')",
                "    await writer.drain()",
                "    print((await reader.read()).decode(), end='')",
                "    writer.close()",
                "asyncio.run(main())");

        assertEquals("you said hello\n", run("", "python3", "-c", program));
    }
}
