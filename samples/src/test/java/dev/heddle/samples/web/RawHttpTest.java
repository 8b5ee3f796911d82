// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.web;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.Promise;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes over the wire, to the byte. */
@Timeout(60)
class RawHttpTest extends WithSite {

    private static final String HOST = "Host: localhost\r\n";
    private static final String HELLO = "Hello, world\n";

    private static String get(String path, String... headers) {
        return "GET " + path + " HTTP/1.1\r\n" + HOST + String.join("\r\n", headers)
                + (headers.length > 0 ? "\r\n\r\n" : "\r\n");
    }

    private static String statusOf(String response) {
        return response.substring(0, response.indexOf('\r'));
    }

    @Test
    void requestsThatAreSentAheadAreAnsweredInTurn() throws Exception {
        String three = get("/hello") + "POST /echo HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\n\r\nfirst"
                + get("/numbers?count=2", "Connection: close");

        String responses = RawClient.exchange(site, three);

        List<String> parts =
                Pattern.compile("(?=HTTP/1.1 200 OK)").splitAsStream(responses).toList();
        assertEquals(3, parts.size(), responses);
        assertTrue(parts.get(0).endsWith("\r\n\r\n" + HELLO), parts.get(0));
        assertTrue(parts.get(1).endsWith("\r\n\r\n5\r\nfirst\r\n0\r\n\r\n"), parts.get(1));
        assertTrue(parts.get(2).endsWith("\r\n\r\n2\r\n1\n\r\n2\r\n2\n\r\n0\r\n\r\n"), parts.get(2));
        assertTrue(parts.get(2).contains("\r\nConnection: close\r\n"), parts.get(2));
    }

    @Test
    void requestsAreUnderstoodOneByteAtATime() throws Exception {
        try (RawClient client = new RawClient(site)) {
            client.dribble(
                    "POST /echo HTTP/1.1\r\n" + HOST
                            + "Transfer-Encoding: chunked\r\n\r\n3;note=x\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: y\r\n\r\n");
            String body = client.readTo("0\r\n\r\n").split("\r\n\r\n", 2)[1];

            assertEquals(
                    "abc0123456789", body.replaceAll("\\w+\r\n(\\w*)\r\n", "$1").replace("\r\n", ""));
            client.dribble(get("/hello"));
            assertEquals("HTTP/1.1 200 OK", statusOf(client.readTo(HELLO)));
        }
    }

    @Test
    void bareLineFeedsAndEmptyLinesBeforeARequestAreForgiven() throws Exception {
        assertEquals(
                "HTTP/1.1 200 OK",
                statusOf(RawClient.exchange(site, "\r\n\nGET /hello HTTP/1.1\nHost: x\nConnection: close\n\n")));
    }

    @Test
    void oldClientsGetWhatTheyUnderstand() throws Exception {
        String numbers = RawClient.exchange(site, "GET /numbers?count=3 HTTP/1.0\r\n\r\n");
        assertTrue(numbers.endsWith("\r\n\r\n1\n2\n3\n"), numbers);
        assertFalse(numbers.contains("chunked"), numbers);

        try (RawClient client = new RawClient(site)) {
            String first = client.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                    .readTo(HELLO);
            assertTrue(first.contains("\r\nConnection: keep-alive\r\n"), first);
            assertTrue(client.send("GET /hello HTTP/1.0\r\n\r\n").readAll().endsWith(HELLO));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 Bad Request          | GET /hello HTTP/1.1\\r\\n\\r\\n",
                "400 Bad Request          | GET /hello HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n",
                "400 Bad Request          | GET hello HTTP/1.0\\r\\n\\r\\n",
                "400 Bad Request          | nonsense\\r\\n\\r\\n",
                "400 Bad Request          | GET /hello HTTP/1.1\\r\\nHost : a\\r\\n\\r\\n",
                "400 Bad Request          | GET /hello HTTP/1.1\\r\\nno colon\\r\\n\\r\\n",
                "400 Bad Request          | POST /echo HTTP/1.0\\r\\nContent-Length: -5\\r\\n\\r\\n",
                "400 Bad Request          | POST /echo HTTP/1.0\\r\\nContent-Length: 5\\r\\nContent-Length: 6\\r\\n\\r\\n",
                "400 Bad Request          | POST /echo HTTP/1.0\\r\\nContent-Length: 5\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n",
                "400 Bad Request          | POST /guestbook HTTP/1.0\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nxyz\\r\\n",
                "400 Bad Request          | POST /guestbook HTTP/1.0\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n-5\\r\\n",
                "400 Bad Request          | POST /guestbook HTTP/1.0\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nabcdefg\\r\\n",
                "501 Not Implemented      | POST /echo HTTP/1.0\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n",
                "501 Not Implemented      | BREW /coffee HTTP/1.1\\r\\nHost: pot\\r\\n\\r\\n",
                "505 Http Version Not Supported | PRI * HTTP/2.0\\r\\n\\r\\n",
                "400 Bad Request          | GET /../secret.txt HTTP/1.0\\r\\n\\r\\n",
                "400 Bad Request          | GET /%2e%2e/secret.txt HTTP/1.0\\r\\n\\r\\n",
                "400 Bad Request          | GET /a/..%2f..%2fsecret.txt HTTP/1.0\\r\\n\\r\\n",
                "404 Not Found            | GET //etc/passwd HTTP/1.0\\r\\n\\r\\n",
                "400 Bad Request          | GET /%00 HTTP/1.0\\r\\n\\r\\n",
                "404 Not Found            | GET /a/../b HTTP/1.0\\r\\n\\r\\n",
            })
    void refusalsSayWhy(String status, String request) throws Exception {
        Files.writeString(directory.resolveSibling("secret.txt"), "secret");

        String response = RawClient.exchange(site, request.replace("\\r", "\r").replace("\\n", "\n"));

        assertEquals("HTTP/1.1 " + status, statusOf(response));
        String[] parts = response.split("\r\n\r\n", 2);
        assertTrue(parts[0].contains("\r\nConnection: close"), response);
        assertTrue(parts[1].startsWith(status + ": "), response);
        assertEquals("HTTP/1.1 200 OK", statusOf(RawClient.exchange(site, get("/hello", "Connection: close"))));
    }

    @Test
    void headsThatAreTooLargeAreRefused() throws Exception {
        String line = get("/hello", "Cookie: " + "x".repeat(Limits.LINE));
        String lines = get("/hello", "A: b\r\n".repeat(Limits.HEADERS));
        String endless = "x".repeat(1_000_000);

        for (String request : new String[] {line, lines, endless}) {
            assertEquals("HTTP/1.1 431 Request Header Fields Too Large", statusOf(RawClient.exchange(site, request)));
        }
    }

    @Test
    void aFailureOfTheHandlerIsForTheLogAndNotForTheClient() throws Exception {
        Handler fails = request -> {
            throw new IllegalStateException("the password is 1234");
        };
        Logger logger = Logger.getLogger(HttpConnection.class.getName());
        List<LogRecord> logged = new ArrayList<>();
        Filter before = logger.getFilter();
        logger.setFilter(record -> {
            logged.add(record);
            return false;
        });
        try (Site broken = new Site(fails, Limits.DEFAULT);
                RawClient client = new RawClient(broken)) {
            assertEquals(
                    "HTTP/1.1 500 Internal Server Error",
                    statusOf(client.send(get("/")).readTo("500 Internal Server Error\n")));
            assertTrue(client.send(get("/", "Connection: close")).readAll().endsWith("\n500 Internal Server Error\n"));
        } finally {
            logger.setFilter(before);
        }
        assertEquals(2, logged.size());
        assertEquals("the password is 1234", logged.get(0).getThrown().getMessage());
    }

    @Test
    void aBodyThatNobodyReadEndsTheConnectionAndNotTheResponse() throws Exception {
        String request = "POST /nix HTTP/1.1\r\n" + HOST + "Content-Length: 5000000\r\n\r\n" + "x".repeat(5_000_000);

        String response = RawClient.exchange(site, request);

        assertEquals("HTTP/1.1 405 Method Not Allowed", statusOf(response));
        assertTrue(response.contains("\r\nConnection: close\r\n"), response);
    }

    @Test
    void slowClientsAreNotWaitedForForEver() throws Exception {
        Limits hasty = new Limits(10, Duration.ofMillis(50), Duration.ofMillis(50), 1_000);
        try (Site impatient = new Site(Web.site(directory), hasty)) {
            assertEquals("", RawClient.exchange(impatient, ""));
            assertEquals("HTTP/1.1 408 Request Timeout", statusOf(RawClient.exchange(impatient, "GET / HT")));
            assertEquals(
                    "HTTP/1.1 408 Request Timeout",
                    statusOf(RawClient.exchange(impatient, "POST /guestbook HTTP/1.0\r\nContent-Length: 9\r\n\r\n{")));
        }
    }

    @Test
    void whoHasAskedIsAnsweredBeforeADrainEndsAndWhoHasNotIsLetGo() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        Promise<String> answer = new Promise<>();
        Handler slow = request -> {
            asked.complete(null);
            return result(Response.text(Response.OK, await(answer)));
        };
        try (Site drained = new Site(slow, Limits.DEFAULT);
                RawClient idle = new RawClient(drained);
                RawClient busy = new RawClient(drained)) {
            busy.send(get("/"));
            asked.join();
            CompletableFuture<Integer> drain = drained.drain(Duration.ofMinutes(1));
            assertEquals("", idle.readAll());
            assertFalse(drain.isDone());

            answer.complete("late\n");
            String response = busy.readTo("late\n");
            assertTrue(response.contains("\r\nConnection: close\r\n"), response);
            assertEquals("", busy.end().readAll());
            assertEquals(0, drain.join());
        }
    }

    @Test
    void aDrainCutsOffWhoTakesTooLong() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        Handler never = request -> {
            asked.complete(null);
            return result(Response.text(Response.OK, await(new Promise<String>())));
        };
        try (Site drained = new Site(never, Limits.DEFAULT);
                RawClient client = new RawClient(drained)) {
            client.send(get("/"));
            asked.join();

            assertEquals(1, drained.drain(Duration.ofMillis(10)).join());
            assertEquals("", client.readAll());
        }
    }
}
