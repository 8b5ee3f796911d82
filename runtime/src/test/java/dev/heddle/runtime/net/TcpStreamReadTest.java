// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.net.Loopback.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Coroutine;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes from the peer. */
@Timeout(60)
class TcpStreamReadTest {

    private Loopback net;
    private TcpStream stream;

    @BeforeEach
    void connect() throws Throwable {
        net = Loopback.open();
        stream = net.stream;
    }

    @AfterEach
    void close() throws Exception {
        net.close();
    }

    private Object readText(int room) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(room);
        return script().then(v -> stream.read(buffer)).then(n -> n + ":" + text(buffer.flip()));
    }

    @Test
    void aReadGivesWhatHasComeAndMinusOneAtTheEnd() throws Throwable {
        net.peerSends("hello");
        assertEquals("5:hello", net.run(script().then(v -> readText(100))));
        net.peerEnds();
        assertEquals("-1:", net.run(script().then(v -> readText(100))));
        assertEquals("-1:", net.run(script().then(v -> readText(100))));
    }

    @Test
    void aReadWaitsForWhatIsStillToCome() throws Throwable {
        CompletableFuture<?> reading = net.loop.submit(script().then(v -> readText(3)));
        assertFalse(reading.isDone());
        net.peerSends("later");
        assertEquals("3:lat", reading.get());
        assertEquals("2:er", net.run(script().then(v -> readText(3))));
    }

    @Test
    void aReadIntoAFullBufferGivesZero() throws Throwable {
        assertEquals("0:", net.run(script().then(v -> readText(0))));
    }

    @Test
    void readExactlyWaitsUntilAllHasCome() throws Throwable {
        CompletableFuture<ByteBuffer> reading = net.loop.submit(stream.readExactly(5));
        net.peerSends("he");
        net.peerSends("llo world");
        assertEquals("hello", text(reading.get()));
        assertEquals(" world", text(net.run(stream.readExactly(6))));
    }

    @Test
    void readExactlyTellsHowMuchOfItCameBeforeTheEnd() throws Throwable {
        net.peerSends("abc");
        net.peerEnds();

        IncompleteReadException e = assertThrows(IncompleteReadException.class, () -> net.run(stream.readExactly(5)));

        assertEquals("abc", text(e.partial()));
        assertTrue(e.getMessage().contains("5 bytes"), e.getMessage());
    }

    @Test
    void readFullyFillsTheCallersBuffer() throws Throwable {
        ByteBuffer buffer = ByteBuffer.allocate(10).position(2);
        net.peerSends("first\nabc");
        assertEquals("first", net.run(stream.readLine()));
        CompletableFuture<Void> reading = net.loop.submit(stream.readFully(buffer));
        net.peerSends("defgh");
        reading.get();

        assertEquals("abcdefgh", text(buffer.flip().position(2)));
    }

    @Test
    void aCancelledReadLeavesTheBytesForTheNext() throws Throwable {
        net.peerSends("abc");
        assertThrows(
                TimeoutException.class, () -> net.run(Tasks.withTimeout(Duration.ofMillis(20), stream.readExactly(5))));
        net.peerSends("defgh");

        assertEquals("abcde", text(net.run(stream.readExactly(5))));
        assertEquals("3:fgh", net.run(script().then(v -> readText(100))));
    }

    @Test
    void aLineMayBeAsLongAsItsLimitAndALongerOneIsDropped() throws Throwable {
        net.peerSends("1234567\n1234567\r\n12345678\nnext\n");

        assertEquals("1234567", net.run(stream.readLine(7)));
        assertEquals("1234567", net.run(stream.readLine(7)));
        LimitExceededException e = assertThrows(LimitExceededException.class, () -> net.run(stream.readLine(7)));
        assertTrue(e.getMessage().contains("7 bytes"), e.getMessage());
        assertEquals("next", net.run(stream.readLine(7)));
    }

    @Test
    void aLineMayBeAsLongAsAnIntCanSay() throws Throwable {
        net.peerSends("a line\n");

        assertEquals("a line", net.run(stream.readLine(Integer.MAX_VALUE)));
    }

    @Test
    void aLineWithoutEndIsDroppedUpToItsEndWhenThatComes() throws Throwable {
        net.peerSends("x".repeat(100));
        assertThrows(LimitExceededException.class, () -> net.run(stream.readLine(10)));
        net.peerSends("y".repeat(100));
        CompletableFuture<String> reading = net.loop.submit(stream.readLine(10));
        net.peerSends("z\nnext\n");

        assertEquals("next", reading.get());
    }

    @Test
    void theRestBeforeTheEndIsALineAndThenThereIsNone() throws Throwable {
        net.peerSends("a\n\nrest");
        net.peerEnds();

        assertEquals("a", net.run(stream.readLine()));
        assertEquals("", net.run(stream.readLine()));
        assertEquals("rest", net.run(stream.readLine()));
        assertNull(net.run(stream.readLine()));
    }

    @Test
    void readUntilGivesTheBytesWithTheDelimiter() throws Throwable {
        net.peerSends("key: v\r\r\nalue\r\n\r\nbody");
        byte[] delimiter = {'\r', '\n', '\r', '\n'};

        assertEquals("key: v\r\r\nalue\r\n\r\n", text(net.run(stream.readUntil(delimiter, 100))));
        assertEquals("body", text(net.run(stream.readExactly(4))));
    }

    @Test
    void readUntilFindsADelimiterThatComesByteByByte() throws Throwable {
        CompletableFuture<ByteBuffer> reading = net.loop.submit(stream.readUntil(new byte[] {'-', '-', '!'}, 100));
        for (char c : "a--b---!c".toCharArray()) {
            net.peerSends(String.valueOf(c));
            // The loop has a turn between two of them.
            net.run(Tasks.yieldNow());
        }
        assertEquals("a--b---!", text(reading.get()));
    }

    @Test
    void readUntilBeyondItsLimitLeavesEverythingBuffered() throws Throwable {
        net.peerSends("123456789");
        LimitExceededException e =
                assertThrows(LimitExceededException.class, () -> net.run(stream.readUntil(new byte[] {'!'}, 8)));

        assertEquals(9, e.buffered());
        assertEquals("123456789", text(net.run(stream.readExactly(9))));
    }

    @Test
    void readAllReadsToTheEndUpToItsLimit() throws Throwable {
        net.peerSends("all of it");
        assertThrows(LimitExceededException.class, () -> net.run(stream.readAll(3)));
        net.peerEnds();
        assertEquals("all of it", text(net.run(stream.readAll(9))));
    }

    @Test
    void aLargeAmountIsReadAsItCame() throws Throwable {
        byte[] sent = new byte[3_000_000];
        new Random(7).nextBytes(sent);
        FutureTask<Void> sending = Loopback.aside(() -> {
            net.peer.getOutputStream().write(sent);
            return null;
        });

        assertArrayEquals(sent, net.run(stream.readExactly(sent.length)).array());
        sending.get();
    }

    // Sides

    @Test
    void aSecondReaderIsToldWhoReadsAlready() throws Throwable {
        Task<?>[] first = new Task<?>[1];
        IllegalStateException e = assertThrows(
                IllegalStateException.class,
                () -> net.run(script().then(v -> {
                            first[0] = Tasks.spawn("the first reader", stream.readLine());
                            return Tasks.yieldNow();
                        })
                        .then(v -> stream.read(ByteBuffer.allocate(1)))));

        assertTrue(e.getMessage().contains("the first reader"), e.getMessage());
        net.peerSends("still served\n");
        assertEquals("still served", net.run(script().await(first[0])));
    }

    @Test
    void theSameReadIsNotUsedTwice() throws Throwable {
        net.peerSends("ab");
        assertThrows(
                IllegalStateException.class,
                () -> net.run(
                        script().then(v -> stream.read(ByteBuffer.allocate(1))).then(v -> {
                            Coroutine<Integer> read = stream.read(ByteBuffer.allocate(1));
                            return script().await(read).await(read);
                        })));
    }

    @Test
    void twoReadsThatAreMadeBeforeTheyAreAwaitedKeepTheirBuffers() throws Throwable {
        net.peerSends("ab");
        ByteBuffer first = ByteBuffer.allocate(1);
        ByteBuffer second = ByteBuffer.allocate(1);
        net.run(script().then(v -> stream.read(ByteBuffer.allocate(0))).then(v -> {
            Coroutine<Integer> one = stream.read(first);
            Coroutine<Integer> two = stream.read(second);
            return script().await(one).await(two);
        }));

        assertEquals("ab", text(first.flip()) + text(second.flip()));
    }

    @Test
    void aNegativeLimitIsRefusedAndTakesNothing() throws Throwable {
        net.peerSends("line\n");
        assertThrows(IllegalArgumentException.class, () -> stream.readLine(-1));
        assertThrows(IllegalArgumentException.class, () -> stream.readAll(-1));
        assertThrows(IllegalArgumentException.class, () -> stream.readUntil(new byte[] {1}, -1));
        assertThrows(IllegalArgumentException.class, () -> stream.readExactly(-1));

        assertEquals("line", net.run(stream.readLine()));
    }

    @Test
    void readingNothingDoesNotWait() throws Throwable {
        assertEquals("", text(net.run(stream.readExactly(0))));
        net.run(stream.readFully(ByteBuffer.allocate(0)));
    }

    @Test
    void aStreamThatIsClosedIsNotRead() throws Throwable {
        net.run(stream.closeAsync());

        assertThrows(ClosedChannelException.class, () -> net.run(stream.read(ByteBuffer.allocate(1))));
        assertThrows(ClosedChannelException.class, () -> net.run(stream.readLine()));
        assertThrows(ClosedChannelException.class, () -> net.run(stream.readAll(10)));
    }

    @Test
    void theRestOfALineThatWasTooLongIsNotForWhateverReadsNext() throws Throwable {
        net.peerSends("too long");
        assertThrows(LimitExceededException.class, () -> net.run(stream.readLine(3)));
        CompletableFuture<ByteBuffer> next = net.loop.submit(stream.readExactly(4));
        net.peerSends(" a line\nnext");

        assertEquals("next", text(next.get()));
    }
}
