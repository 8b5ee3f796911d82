// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.redis;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;

import dev.heddle.Async;
import dev.heddle.AsyncCloseable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.net.TcpServer;
import dev.heddle.runtime.net.TcpStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** As much of Redis as the sample needs, so that it runs where there is none: PING, GET, SET, DEL, INCR, MGET. */
final class FakeRedis implements AsyncCloseable {

    private final TcpServer server;
    private final Map<String, String> values = new LinkedHashMap<>();

    private FakeRedis(TcpServer server) {
        this.server = server;
    }

    /** Binds it to a free port. */
    static FakeRedis bind() throws IOException {
        return new FakeRedis(TcpServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    }

    int port() throws IOException {
        return server.port();
    }

    Coroutine<Void> serve() throws IOException {
        return server.serve(this::connection);
    }

    @Async
    private Coroutine<Void> connection(TcpStream stream) throws IOException {
        try {
            while (true) {
                Reply command = await(Resp.read(stream));
                if (!(command instanceof Reply.Items words)) {
                    await(stream.write("-ERR Protocol error\r\n"));
                    return done();
                }
                await(stream.write(
                        answer(words.items().stream().map(Reply::asText).toList())));
            }
        } catch (EOFException end) {
            return done();
        }
    }

    private String answer(List<String> words) {
        String key = words.size() > 1 ? words.get(1) : "";
        return switch (words.get(0).toUpperCase(Locale.ROOT)) {
            case "PING" -> "+PONG\r\n";
            case "GET" -> bulk(values.get(key));
            case "SET" -> {
                values.put(key, words.get(2));
                yield "+OK\r\n";
            }
            case "DEL" -> ":" + (values.remove(key) == null ? 0 : 1) + "\r\n";
            case "INCR" -> increment(key);
            case "MGET" ->
                words.stream()
                        .skip(1)
                        .map(each -> bulk(values.get(each)))
                        .collect(Collectors.joining("", "*" + (words.size() - 1) + "\r\n", ""));
            default -> "-ERR unknown command '" + words.get(0) + "'\r\n";
        };
    }

    private String increment(String key) {
        try {
            long next = Long.parseLong(values.getOrDefault(key, "0")) + 1;
            values.put(key, Long.toString(next));
            return ":" + next + "\r\n";
        } catch (NumberFormatException e) {
            return "-ERR value is not an integer or out of range\r\n";
        }
    }

    private static String bulk(@Nullable String value) {
        return value == null
                ? "$-1\r\n"
                : "$" + value.getBytes(StandardCharsets.UTF_8).length + "\r\n" + value + "\r\n";
    }

    @Override
    public Coroutine<Void> closeAsync() {
        return server.closeAsync();
    }
}
