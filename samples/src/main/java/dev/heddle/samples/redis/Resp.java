// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.redis;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.result;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.net.ByteStream;
import dev.heddle.runtime.net.IncompleteReadException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The format of Redis, RESP2: a line tells what comes, and how much of it. (See "Redis serialization protocol specification" in the documentation of Redis.) */
final class Resp {

    private static final int LINE = 64 * 1024;
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final int MOST_ITEMS = 1_000_000;
    private static final byte[] LINE_END = {'\r', '\n'};

    private Resp() {}

    /**
     * Reads a value.
     *
     * @return a coroutine that gives it
     * @throws IOException at the await; {@link IncompleteReadException} at the end of the stream, {@link ProtocolException} if it is no RESP
     */
    @Async
    static Coroutine<Reply> read(ByteStream stream) throws IOException {
        // Not readLine: at the end of the stream that takes half a line for a whole one.
        ByteBuffer bytes = await(stream.readUntil(LINE_END, LINE));
        String line = StandardCharsets.UTF_8
                .decode(bytes.limit(bytes.limit() - LINE_END.length))
                .toString();
        String rest = line.isEmpty() ? "" : line.substring(1);
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+' -> result(new Reply.Status(rest));
            case '-' -> result(new Reply.Refusal(rest));
            case ':' -> result(new Reply.Amount(number(rest, Long.MIN_VALUE, Long.MAX_VALUE)));
            case '$' -> bulk(stream, (int) number(rest, -1, LARGEST));
            case '*' -> items(stream, (int) number(rest, -1, MOST_ITEMS));
            default -> throw new ProtocolException("This is no RESP: " + line);
        };
    }

    private static long number(String text, long least, long most) throws ProtocolException {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new ProtocolException("A number from " + least + " to " + most + " is wanted, not " + text);
    }

    @Async
    private static Coroutine<Reply> bulk(ByteStream stream, int size) throws IOException {
        if (size < 0) {
            return result(new Reply.Nil());
        }
        ByteBuffer bytes = await(stream.readExactly(size + LINE_END.length));
        return result(new Reply.Bulk(bytes.slice(0, size)));
    }

    @Async
    private static Coroutine<Reply> items(ByteStream stream, int count) throws IOException {
        if (count < 0) {
            return result(new Reply.Nil());
        }
        List<Reply> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(await(read(stream)));
        }
        return result(new Reply.Items(items));
    }

    /** Writes a command down. */
    static ByteBuffer command(String... words) {
        StringBuilder text = new StringBuilder("*").append(words.length).append("\r\n");
        for (String word : words) {
            int size = word.getBytes(StandardCharsets.UTF_8).length;
            text.append('$').append(size).append("\r\n").append(word).append("\r\n");
        }
        return StandardCharsets.UTF_8.encode(text.toString());
    }
}
