// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.net.Loopback.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Coroutine;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TcpStreamTest {

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

    /** Runs something on a thread of its own. */
    private static <T> FutureTask<T> aside(Callable<T> callable) {
        FutureTask<T> task = new FutureTask<>(callable);
        new Thread(task).start();
        return task;
    }

    private Object readText(int room) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(room);
        return script().then(v -> stream.read(buffer)).then(n -> n + ":" + text(buffer.flip()));
    }

    // Reading

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
            Thread.sleep(1);
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
        FutureTask<Void> sending = aside(() -> {
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

    // Writing

    @Test
    void oneAndManyBuffersAreWrittenInOrder() throws Throwable {
        net.run(script().then(v -> stream.write("one "))
                .then(v -> stream.write(
                        ByteBuffer.wrap("two ".getBytes(StandardCharsets.UTF_8)),
                        ByteBuffer.allocate(0),
                        ByteBuffer.wrap("three ".getBytes(StandardCharsets.UTF_8))))
                .then(v -> stream.write(new ByteBuffer[0]))
                .then(v -> stream.write("four")));

        assertEquals("one two three four", net.peerReads(18));
    }

    @Test
    void aWriteWaitsForAPeerThatDoesNotRead() throws Throwable {
        byte[] sent = new byte[20_000_000];
        new Random(3).nextBytes(sent);
        CompletableFuture<Void> writing = net.loop.submit(stream.write(ByteBuffer.wrap(sent)));
        assertThrows(
                java.util.concurrent.TimeoutException.class,
                () -> writing.get(50, java.util.concurrent.TimeUnit.MILLISECONDS));

        assertArrayEquals(sent, net.peer.getInputStream().readNBytes(sent.length));
        writing.get();
    }

    @Test
    void manyBuffersWaitLikewise() throws Throwable {
        byte[] sent = new byte[12_000_000];
        new Random(3).nextBytes(sent);
        ByteBuffer[] pieces = new ByteBuffer[3000];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = ByteBuffer.wrap(sent, i * 4000, 4000);
        }
        CompletableFuture<Void> writing = net.loop.submit(stream.write(pieces));

        assertArrayEquals(sent, net.peer.getInputStream().readNBytes(sent.length));
        writing.get();
    }

    @Test
    void manyDirectBuffersAreGathered() throws Throwable {
        byte[] sent = new byte[2_500 * 40];
        new Random(5).nextBytes(sent);
        ByteBuffer[] pieces = new ByteBuffer[2_500];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = ByteBuffer.allocateDirect(40).put(sent, i * 40, 40).flip();
        }
        CompletableFuture<Void> writing = net.loop.submit(stream.write(pieces));

        assertArrayEquals(sent, net.peer.getInputStream().readNBytes(sent.length));
        writing.get();
    }

    @Test
    void aCancelledWriteTellsByThePositionHowMuchWasWritten() throws Throwable {
        ByteBuffer source = ByteBuffer.allocate(20_000_000);
        assertThrows(
                TimeoutException.class, () -> net.run(Tasks.withTimeout(Duration.ofMillis(50), stream.write(source))));
        int written = source.position();
        net.run(stream.shutdownOutput());

        assertEquals(written, net.peer.getInputStream().readAllBytes().length);
        assertTrue(written > 0);
        assertEquals(20_000_000, source.limit());
    }

    @Test
    void halfACloseLeavesTheOtherHalfOpen() throws Throwable {
        net.run(script().then(v -> stream.write("question")).then(v -> stream.shutdownOutput()));
        assertEquals("question", new String(net.peer.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        net.peerSends("answer\n");

        assertEquals("answer", net.run(stream.readLine()));
        assertThrows(ClosedChannelException.class, () -> net.run(stream.write("more")));
    }

    @Test
    void closingStillSendsWhatWasWritten() throws Throwable {
        byte[] sent = new byte[100_000];
        net.run(script().then(v -> stream.write(ByteBuffer.wrap(sent))).then(v -> stream.closeAsync()));

        assertEquals(sent.length, net.peer.getInputStream().readAllBytes().length);
        net.run(stream.closeAsync());
        assertFalse(stream.isOpen());
        assertEquals("TcpStream[closed]", stream.toString());
    }

    @Test
    void abortingResetsTheConnection() throws Throwable {
        net.run(script().then(v -> stream.write("lost?")).run(stream::abort));

        assertThrows(IOException.class, () -> net.peer.getInputStream().readAllBytes());
    }

    @Test
    void closingWakesWhoeverReads() throws Throwable {
        CompletableFuture<String> reading = net.loop.submit(stream.readLine());
        net.run(script().await(Tasks.sleep(Duration.ofMillis(5))).then(v -> stream.closeAsync()));

        ExecutionException e = assertThrows(ExecutionException.class, reading::get);
        assertInstanceOf(AsynchronousCloseException.class, e.getCause());
        assertThrows(ClosedChannelException.class, () -> net.run(stream.readLine()));
    }

    @Test
    void aPeerThatResetsIsHeardOf() throws Throwable {
        CompletableFuture<String> reading = net.loop.submit(stream.readLine());
        net.peerResets();

        ExecutionException e = assertThrows(ExecutionException.class, reading::get);
        assertInstanceOf(IOException.class, e.getCause());
        assertThrows(
                IOException.class,
                () -> net.run(script().repeat(3, i -> {
                    try {
                        return stream.write("into the void");
                    } catch (IOException never) {
                        throw new AssertionError(never);
                    }
                })));
    }

    // Files

    @Test
    void partOfAFileIsSent(@TempDir Path directory) throws Throwable {
        byte[] content = new byte[5_000_000];
        new Random(11).nextBytes(content);
        Path file = Files.write(directory.resolve("file"), content);
        try (FileChannel channel = FileChannel.open(file)) {
            FutureTask<byte[]> receiving = aside(() -> net.peer.getInputStream().readAllBytes());
            long first = net.run(stream.transferFrom(channel, 1_000, 3_000_000));
            long second = net.run(stream.transferFrom(channel, 3_001_000, 100_000_000));
            long third = net.run(stream.transferFrom(channel, 6_000_000, 10));
            net.run(stream.shutdownOutput());

            assertEquals(3_000_000, first);
            assertEquals(content.length - 3_001_000, second);
            assertEquals(0, third);
            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            expected.write(content, 1_000, content.length - 1_000);
            assertArrayEquals(expected.toByteArray(), receiving.get());
        }
    }

    @Test
    void nothingElseIsWrittenWhileAFileIsSent(@TempDir Path directory) throws Throwable {
        Path file = Files.write(directory.resolve("file"), new byte[30_000_000]);
        try (FileChannel channel = FileChannel.open(file)) {
            Task<?>[] sending = new Task<?>[1];
            IllegalStateException e = assertThrows(
                    IllegalStateException.class,
                    () -> net.run(script().then(v -> {
                                sending[0] = Tasks.spawn("the sender", stream.transferFrom(channel, 0, 30_000_000));
                                return Tasks.yieldNow();
                            })
                            .then(v -> stream.write("in between"))));
            assertTrue(e.getMessage().contains("the sender"), e.getMessage());

            // Closing in the midst of it ends it, and the descriptor is not closed under the thread that sends.
            net.run(stream.closeAsync());
            Object failure = net.run(script().await(sending[0]).rescue(thrown -> thrown));
            assertInstanceOf(ClosedChannelException.class, failure);
        }
    }

    // Options

    @Test
    void optionsAreSetAndSmallPiecesAreNotHeldBack() throws Throwable {
        assertTrue(stream.getOption(StandardSocketOptions.TCP_NODELAY));
        stream.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        assertTrue(stream.getOption(StandardSocketOptions.SO_KEEPALIVE));
        assertEquals(net.peer.getLocalSocketAddress(), stream.remoteAddress());
        assertEquals(net.peer.getRemoteSocketAddress(), stream.localAddress());
        assertSame(stream.channel(), stream.channel());
    }
}
