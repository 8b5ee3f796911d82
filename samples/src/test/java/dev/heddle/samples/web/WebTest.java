// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.samples.Printed;
import dev.heddle.samples.Samples;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the JDK's client gets. */
@Timeout(60)
class WebTest extends WithSite {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(site.at(path)).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(size).nextBytes(noise);
        return noise;
    }

    @Test
    void filesAreServedWithTheirType() throws Exception {
        byte[] picture = noise(3_000_000);
        Files.write(directory.resolve("a picture.png"), picture);
        Files.writeString(directory.resolve("index.html"), "<p>Welcome");

        HttpResponse<byte[]> response =
                CLIENT.send(HttpRequest.newBuilder(site.at("/a%20picture.png")).build(), BodyHandlers.ofByteArray());

        assertArrayEquals(picture, response.body());
        assertEquals("image/png", response.headers().firstValue("Content-Type").orElseThrow());
        assertEquals("<p>Welcome", get("/").body());
    }

    @Test
    void aFileThatTheClientHasIsNotSentAgain() throws Exception {
        Files.writeString(directory.resolve("page.html"), "<p>Hello");
        String modified =
                get("/page.html").headers().firstValue("Last-Modified").orElseThrow();

        HttpResponse<String> second = get("/page.html", "If-Modified-Since", modified);

        assertEquals(304, second.statusCode());
        assertEquals("", second.body());
    }

    @Test
    void aHeadTellsWhatAGetWouldGive() throws Exception {
        Files.writeString(directory.resolve("page.html"), "<p>Hello");

        HttpResponse<String> head = send("HEAD", "/page.html", BodyPublishers.noBody());

        assertEquals(200, head.statusCode());
        assertEquals("8", head.headers().firstValue("Content-Length").orElseThrow());
        assertEquals("", head.body());
        assertEquals("<p>Hello", get("/page.html").body());
    }

    @Test
    void aLinkThatLeadsOutOfTheDirectoryLeadsNowhere(@TempDir Path elsewhere) throws Exception {
        Path secret = Files.writeString(elsewhere.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(directory.resolve("link.txt"), secret);

        assertEquals(404, get("/link.txt").statusCode());
    }

    @Test
    void jsonGoesBothWays() throws Exception {
        String entry = "{\"name\":\"Ada\",\"text\":\"It weaves.\"}";

        HttpResponse<String> created = send("POST", "/guestbook", BodyPublishers.ofString(entry));

        assertEquals(201, created.statusCode());
        assertEquals("[" + entry + "]", get("/guestbook").body());
    }

    @Test
    void whatIsNoJsonIsRefused() throws Exception {
        HttpResponse<String> malformed = send("POST", "/guestbook", BodyPublishers.ofString("{name"));
        HttpResponse<String> incomplete = send("POST", "/guestbook", BodyPublishers.ofString("{\"name\":\"Ada\"}"));

        assertEquals(400, malformed.statusCode());
        assertTrue(malformed.body().startsWith("400 Bad Request: This is no JSON"), malformed::body);
        assertEquals("400 Bad Request: An entry has a name and a text\n", incomplete.body());
        assertEquals("[]", get("/guestbook").body());
    }

    @Test
    void aBodyThatIsMadeWhileItIsSentComesInChunks() throws Exception {
        HttpResponse<String> response = get("/numbers?count=20000");

        assertEquals(
                IntStream.rangeClosed(1, 20_000).mapToObj(i -> i + "\n").collect(Collectors.joining()),
                response.body());
        assertEquals(
                "chunked", response.headers().firstValue("Transfer-Encoding").orElseThrow());
        assertEquals(400, get("/numbers?count=many").statusCode());
    }

    @Test
    void chunksGoBothWays() throws Exception {
        byte[] body = noise(1_500_000);
        HttpRequest request = HttpRequest.newBuilder(site.at("/echo"))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();

        HttpResponse<byte[]> response = CLIENT.send(request, BodyHandlers.ofByteArray());

        assertArrayEquals(body, response.body());
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(site.at("/echo"))
                .expectContinue(true)
                .POST(BodyPublishers.ofString("and on"))
                .build();

        assertEquals("and on", CLIENT.send(request, BodyHandlers.ofString()).body());
    }

    @Test
    void whatIsNotThereIsNotFoundAndWhatIsNotAllowedSaysWhatIs() throws Exception {
        HttpResponse<String> deleted = send("DELETE", "/guestbook", BodyPublishers.noBody());

        assertEquals("404 Not Found: There is no file /nix\n", get("/nix").body());
        assertEquals(405, deleted.statusCode());
        assertEquals(
                "GET, HEAD, OPTIONS, POST",
                deleted.headers().firstValue("Allow").orElseThrow());
        HttpResponse<String> options = send("OPTIONS", "/hello", BodyPublishers.noBody());
        assertEquals(204, options.statusCode());
        assertEquals("GET, HEAD, OPTIONS", options.headers().firstValue("Allow").orElseThrow());
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWhetherItsLengthIsKnownOrNot() throws Exception {
        byte[] body = new byte[Limits.DEFAULT.body() + 1];
        Arrays.fill(body, (byte) ' ');

        HttpResponse<String> known = send("POST", "/guestbook", BodyPublishers.ofByteArray(body));
        HttpResponse<String> unknown =
                send("POST", "/guestbook", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

        assertTrue(known.body().endsWith(": A body of more than 1048576 bytes\n"), known::body);
        assertEquals(413, known.statusCode());
        assertEquals(413, unknown.statusCode());
    }

    @Test
    void theProgramServesUntilItIsToldToEnd() throws Exception {
        Files.writeString(directory.resolve("page.txt"), "A page\n");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Samples.class.getName(),
                        "web",
                        "0",
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = program.inputReader()) {
            String first = output.readLine();
            assertTrue(first.startsWith("Serving http://localhost:"), first);
            String second = output.readLine();
            assertTrue(second.startsWith("The files of " + directory), second);
            URI page = URI.create(first.substring(first.indexOf("http")) + "page.txt");
            HttpRequest request = HttpRequest.newBuilder(page).build();
            assertEquals(
                    "A page\n", CLIENT.send(request, BodyHandlers.ofString()).body());

            program.toHandle().destroy(); // by SIGTERM
            assertEquals("SIGTERM: finishing what has been asked for", output.readLine());
            assertEquals("Done", output.readLine());
            assertEquals(0, program.waitFor());
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void wrongArgumentsAreRefused() throws Exception {
        Printed printed = Printed.by(() -> assertEquals(2, Web.run("everywhere")));

        assertEquals(
                "The port has to be a number up to 65534, not 'everywhere'.",
                printed.err().get(0));
    }
}
