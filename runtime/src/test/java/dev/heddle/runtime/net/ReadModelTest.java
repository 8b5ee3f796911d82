// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.heddle.Coroutine;
import dev.heddle.runtime.Script;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random reads of all kinds, some of them cancelled, from a peer that sends in pieces of any size: what they give must not depend on the pieces, nor on the cancellations. */
@Timeout(60)
class ReadModelTest {

    private static final String[] DELIMITERS = {"c", "aba", "\r\n", "aab", "xxxx"};
    private static final int ROUNDS = 40;
    private static final String CANCELLED = "cancelled";

    /** Makes a read. */
    private interface Reading {
        Coroutine<?> begin() throws IOException;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void readsGiveTheSameHoweverTheBytesArrive(long seed) throws Throwable {
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            compare(random, "seed " + seed + ", round " + i);
        }
    }

    private static void compare(Random random, String round) throws Throwable {
        ReadModel model = new ReadModel(text(random, random.nextInt(random.nextInt(10) == 0 ? 20_000 : 300)));
        try (Loopback net = Loopback.open()) {
            net.peer.setTcpNoDelay(true);
            Random pieces = new Random(random.nextLong());
            FutureTask<Void> sending = Loopback.aside(() -> send(net, model.bytes(), pieces));
            for (int atEnd = 0; atEnd < 3; atEnd += model.isAtEnd() ? 1 : 0) {
                readOne(random, net, model, round);
            }
            sending.get();
            assertEquals(-1, net.run(net.stream.read(ByteBuffer.allocate(1))), round);
        }
    }

    private static String text(Random random, int length) {
        return random.ints(length, 0, 9)
                .mapToObj(i -> "abab\n\r\ncx".substring(i, i + 1))
                .reduce("", String::concat);
    }

    private static Void send(Loopback net, byte[] bytes, Random random) throws IOException {
        OutputStream out = net.peer.getOutputStream();
        for (int from = 0; from < bytes.length; ) {
            int most = random.nextInt(5) == 0 ? 3000 : 8;
            int count = Math.min(bytes.length - from, 1 + random.nextInt(most));
            out.write(bytes, from, count);
            from += count;
            for (int pause = random.nextInt(20_000); pause > 0; pause--) {
                Thread.onSpinWait();
            }
        }
        net.peerEnds();
        return null;
    }

    private static void readOne(Random random, Loopback net, ReadModel model, String round) throws Throwable {
        TcpStream stream = net.stream;
        int size = random.nextInt(random.nextInt(6) == 0 ? 4000 : 12);
        String delimiter = DELIMITERS[random.nextInt(DELIMITERS.length)];
        ByteBuffer target = ByteBuffer.allocate(size);
        String expected;
        Reading reading;
        switch (random.nextInt(4)) {
            case 0 -> {
                expected = model.exactly(size);
                reading = () -> stream.readExactly(size);
            }
            case 1 -> {
                expected = model.until(delimiter, size);
                reading = () -> stream.readUntil(delimiter.getBytes(StandardCharsets.ISO_8859_1), size);
            }
            case 2 -> {
                expected = model.line(size);
                reading = () -> stream.readLine(size);
            }
            default -> {
                expected = model.exactly(size);
                reading = () -> filled(stream, target);
            }
        }
        Object given = CANCELLED;
        while (given.equals(CANCELLED)) {
            given = net.run(random.nextInt(3) == 0 ? cancelled(reading, random.nextInt(3)) : outcome(reading.begin()));
        }
        assertEquals(expected, given, round);
    }

    /** Goes on where the last attempt ended, so that its failure tells of the rest alone. */
    private static Script filled(TcpStream stream, ByteBuffer target) {
        return script().then(v -> stream.readFully(target))
                .then(v -> target.flip())
                .rescue(failure -> {
                    if (failure instanceof IncompleteReadException) {
                        return "incomplete " + Loopback.text(target.flip());
                    }
                    throw (Throwable) failure;
                });
    }

    private static Script cancelled(Reading reading, int yields) {
        return script().then(v -> {
            Task<?> task = Tasks.spawn(reading.begin());
            return script().repeat(yields, i -> Tasks.yieldNow())
                    .run(task::cancel)
                    .then(w -> outcome(task));
        });
    }

    /** What has been read, or how that failed, in the model's words. */
    private static Script outcome(Object reading) {
        return script().await(reading)
                .then(value -> value instanceof ByteBuffer bytes ? Loopback.text(bytes) : String.valueOf(value))
                .rescue(ReadModelTest::named);
    }

    private static Object named(Object failure) throws Throwable {
        if (failure instanceof CancellationException) {
            return CANCELLED;
        }
        if (failure instanceof LimitExceededException) {
            return "limit";
        }
        if (failure instanceof IncompleteReadException incomplete) {
            return "incomplete " + Loopback.text(incomplete.partial());
        }
        throw (Throwable) failure;
    }
}
