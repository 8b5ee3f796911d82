// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes to the peer: buffers, the end, files. */
@Timeout(60)
class TcpStreamWriteTest {

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
        net.run(Tasks.yieldNow());
        assertFalse(writing.isDone(), "no system keeps so much");

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
        IOException e = assertThrows(ClosedChannelException.class, () -> net.run(stream.write("more")));
        assertTrue(e.getMessage().contains("shutdownOutput()"), e.getMessage());
        net.run(stream.shutdownOutput());
    }

    @Test
    void closingStillSendsWhatWasWritten() throws Throwable {
        SocketAddress peer = stream.remoteAddress();
        byte[] sent = new byte[100_000];
        net.run(script().then(v -> stream.write(ByteBuffer.wrap(sent))).then(v -> stream.closeAsync()));

        assertEquals(sent.length, net.peer.getInputStream().readAllBytes().length);
        net.run(stream.closeAsync());
        assertFalse(stream.isOpen());
        assertEquals("TcpStream[closed -> " + peer + "]", stream.toString());
    }

    @Test
    void abortingResetsTheConnection() throws Throwable {
        net.run(script().then(v -> stream.write("lost?")).run(stream::abort));

        assertThrows(IOException.class, () -> net.peer.getInputStream().readAllBytes());
    }

    @Test
    void closingWakesWhoeverReads() throws Throwable {
        CompletableFuture<String> reading = net.loop.submit(stream.readLine());
        // The reader was first, and so waits by now.
        net.run(script().then(v -> stream.closeAsync()));

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
            FutureTask<byte[]> receiving =
                    Loopback.aside(() -> net.peer.getInputStream().readAllBytes());
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
