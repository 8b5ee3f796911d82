// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.redis;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.gather;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.AsyncFunction;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Promise;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.net.ConnectionHandler;
import dev.heddle.runtime.net.TcpServer;
import dev.heddle.runtime.net.TcpStream;
import dev.heddle.samples.Installed;
import dev.heddle.samples.Printed;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RedisTest {

    private static <T> T withFake(AsyncFunction<RedisClient, T> use) throws Exception {
        return EventLoop.run(() -> {
            try (FakeRedis server = FakeRedis.bind()) {
                Task<Void> serving = spawn(server.serve());
                T value = await(with(server.port(), use));
                await(server.closeAsync());
                await(serving);
                return result(value);
            }
        });
    }

    @Async
    private static <T> Coroutine<T> with(int port, AsyncFunction<RedisClient, T> use) throws Exception {
        try (RedisClient redis = await(RedisClient.connect("localhost", port))) {
            return result(await(use.apply(redis)));
        }
    }

    /** A server that does what the test says with its only connection. */
    private static <T> T withServer(ConnectionHandler<TcpStream> handler, AsyncFunction<RedisClient, T> use)
            throws Exception {
        return EventLoop.run(() -> {
            try (TcpServer server = TcpServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
                Task<Void> serving = spawn(server.serve(handler));
                T value = await(with(server.port(), use));
                await(server.closeAsync());
                await(serving);
                return result(value);
            }
        });
    }

    /** What has to work with the real one, too. */
    @Async
    private static Coroutine<Void> exercise(RedisClient redis) throws IOException {
        assertEquals("PONG", await(redis.call("PING")).asText());
        assertInstanceOf(Reply.Nil.class, await(redis.call("GET", "heddle:none")));
        assertEquals(new Reply.Status("OK"), await(redis.call("SET", "heddle:text", "zwei\r\nZeilen: äöü")));
        assertEquals(
                "zwei\r\nZeilen: äöü", await(redis.call("GET", "heddle:text")).asText());
        Reply.Items several = (Reply.Items) await(redis.call("MGET", "heddle:text", "heddle:none"));
        assertInstanceOf(Reply.Bulk.class, several.items().get(0));
        assertInstanceOf(Reply.Nil.class, several.items().get(1));
        try {
            await(redis.call("INCR", "heddle:text"));
            throw new AssertionError("A text was incremented");
        } catch (RedisException refused) {
            assertEquals("ERR value is not an integer or out of range", refused.getMessage());
        }
        assertEquals(new Reply.Amount(1), await(redis.call("DEL", "heddle:text")));
        await(countTogether(redis));
        return done();
    }

    @Async
    private static Coroutine<Void> countTogether(RedisClient redis) throws IOException {
        await(redis.call("DEL", "heddle:count"));
        int before = redis.writes();
        List<Coroutine<Reply>> calls = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            calls.add(redis.call("INCR", "heddle:count"));
        }
        Set<Long> counts = new TreeSet<>();
        List<Reply> replies = await(gather(calls));
        replies.forEach(reply -> counts.add(((Reply.Amount) reply).value()));
        assertEquals(500, counts.size());
        assertTrue(redis.writes() - before < 100, () -> redis.writes() + " writes for 500 commands");
        await(redis.call("DEL", "heddle:count"));
        return done();
    }

    @Test
    void commandsAndRepliesGoTogether() throws Exception {
        withFake(RedisTest::exercise);
    }

    @Test
    void theRealServerUnderstandsAllOfIt(@TempDir Path directory) throws Exception {
        Installed program = Installed.program("redis-server");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process server = program.start(directory, "--port", "" + port, "--bind", "127.0.0.1", "--save", "");
        try (BufferedReader log = server.inputReader()) {
            String line = log.readLine();
            while (!line.contains("eady to accept connections")) {
                line = log.readLine();
            }
            EventLoop.run(() -> with(port, RedisTest::exercise));
            assertEquals(
                    "100 tasks have counted to 10000",
                    Printed.by(() -> Redis.run("" + port)).out().get(0).split(",", -1)[0]);
        } finally {
            server.toHandle().destroy();
            server.waitFor();
        }
    }

    @Test
    void aCallThatIsCancelledLeavesTheOthersTheirReplies() throws Exception {
        Promise<String> go = new Promise<>();
        List<String> replies = withServer(
                stream -> {
                    for (int i = 0; i < 3; i++) {
                        await(Resp.read(stream));
                    }
                    await(go);
                    await(stream.write("+one\r\n+two\r\n+three\r\n"));
                    await(stream.readAll(100));
                    return done();
                },
                redis -> {
                    Task<Reply> one = spawn(redis.call("PING", "1"));
                    Task<Reply> two = spawn(redis.call("PING", "2"));
                    Task<Reply> three = spawn(redis.call("PING", "3"));
                    while (redis.writes() == 0) {
                        await(yieldNow());
                    }
                    two.cancel();
                    try {
                        await(two);
                    } catch (CancellationException cancelled) {
                        go.complete("go");
                    }
                    return result(List.of(await(one).asText(), await(three).asText()));
                });

        assertEquals(List.of("one", "three"), replies);
    }

    @Test
    void whoWaitsWhenTheConnectionEndsIsToldAndSoIsWhoComesLater() throws Exception {
        List<Throwable> failures = withServer(
                stream -> {
                    await(Resp.read(stream));
                    return done();
                },
                redis -> result(List.of(await(failureOf(redis)), await(failureOf(redis)))));

        assertInstanceOf(IOException.class, failures.get(0));
        assertEquals("The connection is closed", failures.get(1).getMessage());
    }

    @Async
    private static Coroutine<Throwable> failureOf(RedisClient redis) {
        try {
            throw new AssertionError(await(redis.call("PING")));
        } catch (IOException failure) {
            return result(failure);
        }
    }

    @Test
    void whatIsNoRespIsRefused() throws Exception {
        for (String nonsense : List.of("HTTP/1.1 400\r\n", "$-2\r\n", "$99999999999\r\n", "*x\r\n", "\r\n")) {
            Throwable failure = withServer(
                    stream -> {
                        await(stream.write(nonsense));
                        await(stream.readAll(100));
                        return done();
                    },
                    redis -> result(await(failureOf(redis))));
            assertInstanceOf(IOException.class, failure, nonsense);
        }
    }

    @Test
    void aReplyThatIsCutOffIsNone() {
        assertThrows(
                EOFException.class,
                () -> withServer(
                        stream -> {
                            await(stream.write("+OK"));
                            return done();
                        },
                        redis -> redis.call("PING")));
    }

    @Test
    void theSampleRunsWithoutARedis() throws Exception {
        Printed printed = Printed.by(() -> assertEquals(0, Redis.run()));

        assertTrue(printed.out().get(0).matches("100 tasks have counted to 10000, in \\d+ writes"), printed::toString);
    }
}
