// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.net.ByteStream;
import dev.heddle.runtime.net.TcpStream;
import dev.heddle.runtime.net.Tls;
import dev.heddle.runtime.net.TlsStream;
import dev.heddle.samples.Installed;
import dev.heddle.samples.PemCertificate;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** nginx between a client and the sample, and nginx as what a client of ours talks to. */
@Timeout(60)
class NginxTest {

    private static final String CONFIGURATION = """
            daemon off;
            master_process off;
            pid DIR/nginx.pid;
            error_log stderr notice;
            events { worker_connections 1024; }
            http {
                access_log off;
                client_body_temp_path DIR/body;
                proxy_temp_path DIR/proxy;
                fastcgi_temp_path DIR/fastcgi;
                uwsgi_temp_path DIR/uwsgi;
                scgi_temp_path DIR/scgi;
                client_max_body_size 64m;
                upstream web { server 127.0.0.1:WEB; keepalive 8; }
                server {
                    listen 127.0.0.1:PROXY;
                    location / {
                        proxy_pass http://web;
                        proxy_http_version 1.1;
                        proxy_set_header Connection "";
                        proxy_request_buffering off;
                    }
                }
                server {
                    listen 127.0.0.1:FILES;
                    listen 127.0.0.1:SECURE ssl;
                    ssl_certificate DIR/certificate.pem;
                    ssl_certificate_key DIR/key.pem;
                    root DIR/files;
                }
            }
            """;

    @TempDir
    Path directory;

    private PemCertificate certificate;
    private Site site;
    private Process nginx;
    private int proxy;
    private int files;
    private int secure;

    @BeforeEach
    void start() throws Exception {
        Installed program = Installed.program("nginx");
        certificate = PemCertificate.make(directory);
        Files.createDirectory(directory.resolve("files"));
        site = new Site(directory.resolve("files"));
        proxy = freePort();
        files = freePort();
        secure = freePort();
        Path configuration = Files.writeString(
                directory.resolve("nginx.conf"),
                CONFIGURATION
                        .replace("DIR", directory.toString())
                        .replace("WEB", "" + site.port())
                        .replace("PROXY", "" + proxy)
                        .replace("FILES", "" + files)
                        .replace("SECURE", "" + secure));
        nginx = program.start(directory, "-p", directory.toString(), "-c", configuration.toString());
        BufferedReader log = nginx.inputReader();
        String line = log.readLine();
        while (line != null && !line.contains("getrlimit")) {
            line = log.readLine();
        }
        assertTrue(line != null, "nginx has ended");
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @AfterEach
    void end() throws Exception {
        if (nginx != null) {
            nginx.toHandle().destroy();
            nginx.waitFor();
        }
        if (site != null) {
            site.close();
        }
    }

    private byte[] noise(String name) throws IOException {
        byte[] noise = new byte[2_000_000];
        new Random(1).nextBytes(noise);
        Files.write(directory.resolve("files").resolve(name), noise);
        return noise;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy + path));
    }

    @Test
    void theSampleServesBehindAProxy() throws Exception {
        byte[] noise = noise("noise.bin");
        HttpClient client = HttpClient.newHttpClient();

        HttpResponse<byte[]> file = client.send(request("/noise.bin").build(), BodyHandlers.ofByteArray());
        HttpResponse<byte[]> echo = client.send(
                request("/echo")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(noise)))
                        .build(),
                BodyHandlers.ofByteArray());
        HttpResponse<String> refused = client.send(
                request("/guestbook").POST(BodyPublishers.ofByteArray(noise)).build(), BodyHandlers.ofString());

        assertArrayEquals(noise, file.body());
        assertArrayEquals(noise, echo.body());
        assertEquals(413, refused.statusCode());
        assertEquals(
                400,
                client.send(request("/%2e%2e/x").build(), BodyHandlers.ofString())
                        .statusCode());
    }

    @Test
    void manyRequestsShareTheProxysConnections() {
        HttpClient client = HttpClient.newHttpClient();

        long right = IntStream.range(0, 200)
                .mapToObj(i -> client.sendAsync(request("/numbers?count=" + i).build(), BodyHandlers.ofString())
                        .thenApply(response -> response.body().lines().count() == i))
                .toList()
                .stream()
                .filter(CompletableFuture::join)
                .count();

        assertEquals(200, right);
    }

    /** Reads a response of which the length is told. */
    @Async
    private static Coroutine<ByteBuffer> response(ByteStream stream) throws IOException {
        String head = StandardCharsets.US_ASCII
                .decode(await(stream.readUntil("\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 10_000)))
                .toString();
        assertTrue(head.startsWith("HTTP/1.1 200 OK\r\n"), head);
        String length =
                head.split("Content-Length: ", -1)[1].lines().findFirst().orElseThrow();
        return result(await(stream.readExactly(Integer.parseInt(length))));
    }

    /** Asks three times at once. */
    @Async
    private static Coroutine<Integer> fetch(ByteStream stream, byte[] expected) throws IOException {
        await(stream.write("GET /file.bin HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(3)));
        for (int i = 0; i < 3; i++) {
            ByteBuffer body = await(response(stream));
            assertEquals(ByteBuffer.wrap(expected), body);
        }
        return result(3);
    }

    @Test
    void aClientOfOursPipelinesToIt() throws Exception {
        byte[] noise = noise("file.bin");

        int fetched = EventLoop.run(() -> {
            try (TcpStream stream = await(TcpStream.connect("127.0.0.1", files))) {
                return result(await(fetch(stream, noise)));
            }
        });

        assertEquals(3, fetched);
    }

    @Test
    void aClientOfOursPipelinesToItOverTls() throws Exception {
        byte[] noise = noise("file.bin");
        Tls tls = Tls.client(certificate.client()).applicationProtocols("http/1.1");

        int fetched = EventLoop.run(() -> {
            TcpStream connection = await(TcpStream.connect("127.0.0.1", secure));
            try (TlsStream stream = await(tls.upgrade(connection, "localhost"))) {
                return result(await(fetch(stream, noise)));
            }
        });

        assertEquals(3, fetched);
    }
}
