// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Coroutine;
import dev.heddle.runtime.testing.VirtualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WatchedChannelTest {

    private Pipe pipe;
    private WatchedChannel source;
    private WatchedChannel sink;

    @BeforeEach
    void open() throws IOException {
        pipe = Pipe.open();
        source = WatchedChannel.of(pipe.source());
        sink = WatchedChannel.of(pipe.sink());
    }

    @AfterEach
    void close() throws IOException {
        pipe.source().close();
        pipe.sink().close();
    }

    private Object write(String text) throws IOException {
        return pipe.sink().write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String read() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(16);
        pipe.source().read(buffer);
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    }

    @Test
    void aTaskThatWaitsForAChannelIsWokenWhenThereIsSomethingToRead() {
        Object read = EventLoop.run(script().then(v -> {
                    Tasks.spawn(script().await(Tasks.yieldNow()).then(w -> write("news")));
                    return source.readable();
                })
                .then(v -> read()));

        assertEquals("news", read);
    }

    @Test
    void aTaskOfAnotherThreadAndAChannelWakeTheSameLoop() throws Exception {
        try (EventLoop loop = EventLoop.builder().start()) {
            var first = loop.submit(script().then(v -> source.readable()).then(v -> read()));
            var second = loop.submit(script().give("from outside"));
            assertEquals("from outside", second.get());
            write("news");
            assertEquals("news", first.get());
        }
    }

    @Test
    void oneWaitAfterAnotherIsServed() {
        List<String> got = new ArrayList<>();
        Task<?>[] reader = new Task<?>[1];
        EventLoop.run(script().then(v -> {
                    reader[0] = Tasks.spawn(script().repeat(
                                    5,
                                    i -> script().then(w -> source.readable()).then(w -> got.add(read()))));
                    return null;
                })
                .repeat(5, i -> script().then(v -> write("line " + i)).then(v -> until(() -> got.size() > i)))
                .then(v -> reader[0]));

        assertEquals(List.of("line 0", "line 1", "line 2", "line 3", "line 4"), got);
    }

    /** Lets the others go on until something is so. */
    private static Object until(BooleanSupplier condition) {
        return condition.getAsBoolean()
                ? "so"
                : script().await(Tasks.yieldNow()).then(v -> until(condition));
    }

    @Test
    void aSecondWaiterIsToldWhoWaitsAlready() {
        IllegalStateException refusal = assertThrows(
                IllegalStateException.class,
                () -> EventLoop.run(script().then(v -> {
                            Tasks.spawn("the first", script().then(w -> source.readable()));
                            return Tasks.yieldNow();
                        })
                        .then(v -> source.readable())));

        assertTrue(refusal.getMessage().contains("the first"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("only one task at a time"), refusal.getMessage());
    }

    @Test
    void oneTaskReadsWhileAnotherWrites() {
        Object outcome = EventLoop.run(Tasks.gather(
                script().then(v -> source.readable()).then(v -> read()),
                script().then(v -> sink.writable()).then(v -> write("both"))));

        assertEquals(List.of("both", 4), outcome);
    }

    @Test
    void closingWakesWhoeverWaits() {
        Object failure = EventLoop.run(script().then(v -> {
                    Task<?> closer = Tasks.spawn(
                            script().run(() -> assertTrue(source.channel().isOpen()))
                                    .then(w -> {
                                        source.close();
                                        return null;
                                    }));
                    assertFalse(closer.isDone());
                    return source.readable();
                })
                .rescue(thrown -> thrown));

        assertInstanceOf(AsynchronousCloseException.class, failure);
    }

    @Test
    void aChannelThatIsClosedBehindTheWatchWakesWhoeverWaitsWhenTheLoopNextLooksAround() {
        Object failure = EventLoop.run(script().then(v -> {
                    Tasks.spawn(script().then(w -> {
                                pipe.source().close();
                                return null;
                            })
                            .await(Tasks.sleep(Duration.ofMillis(1))));
                    return source.readable();
                })
                .rescue(thrown -> thrown));

        assertInstanceOf(AsynchronousCloseException.class, failure);
    }

    @Test
    void whoWaitsForAChannelThatIsClosedIsRefused() throws IOException {
        source.close();

        assertThrows(ClosedChannelException.class, () -> EventLoop.run(script().then(v -> source.readable())));
    }

    @Test
    void aWaitThatIsCancelledLeavesTheChannelToTheNext() {
        Object read = EventLoop.run(script().then(
                        v -> Tasks.withTimeout(Duration.ofMillis(5), script().then(w -> source.readable())))
                .rescue(thrown -> assertInstanceOf(TimeoutException.class, thrown))
                .then(v -> write("late"))
                .then(v -> source.readable())
                .then(v -> read()));

        assertEquals("late", read);
    }

    @Test
    void aConnectionIsAcceptedAndItsOtherEndFinishesConnecting() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open();
                SocketChannel client = SocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            WatchedChannel listening = WatchedChannel.of(server);
            WatchedChannel connecting = WatchedChannel.of(client);
            EventLoop.run(Tasks.gather(
                    script().then(v -> listening.readable()).then(v -> {
                        server.accept().close();
                        return null;
                    }),
                    script().then(v -> client.connect(server.getLocalAddress()) ? null : connecting.writable())
                            .then(v -> client.finishConnect())));
            assertTrue(client.isConnected());
        }
    }

    @Test
    void aLoopThatNeverRunsDryServesItsChannelsAllTheSame() {
        boolean[] served = new boolean[1];
        EventLoop.run(script().then(v -> {
                    Tasks.spawn(new Busy(served));
                    write("now");
                    return source.readable();
                })
                .run(() -> served[0] = true));

        assertTrue(served[0]);
    }

    /** Yields until somebody says that it is enough. */
    private static final class Busy extends dev.heddle.runtime.codegen.Frame<Object> {
        private final boolean[] enough;

        Busy(boolean[] enough) {
            this.enough = enough;
        }

        @Override
        protected Object resume(dev.heddle.runtime.codegen.Strand<?> strand, int room) throws Throwable {
            if (enough[0]) {
                return null;
            }
            dev.heddle.runtime.codegen.Awaits.await(Tasks.yieldNow(), strand, room);
            return suspend(strand, CLAIMED - 1);
        }
    }

    @Test
    void aLoopWhoseTimersAreAlwaysDueServesItsChannelsAllTheSame() {
        Object read = EventLoop.run(script().then(v -> {
            write("now");
            Task<?> reader = Tasks.spawn(script().then(w -> source.readable()).then(w -> read()));
            return naps(reader);
        }));

        assertEquals("now", read);
    }

    private static Coroutine<Object> naps(Task<?> until) {
        return script().await(Tasks.sleep(Duration.ofNanos(1))).then(v -> until.isDone() ? until : naps(until));
    }

    @Test
    void aChannelIsHandedFromOneLoopToAnotherOnceItIsReleased() throws Exception {
        try (EventLoop one = EventLoop.builder().start();
                EventLoop other = EventLoop.builder().start()) {
            write("first");
            one.submit(script().then(v -> source.readable()).then(v -> read())).get();
            var refused = other.submit(script().then(v -> source.readable()));
            Throwable refusal =
                    assertThrows(CompletionException.class, refused::join).getCause();
            assertInstanceOf(IllegalStateException.class, refusal);
            assertTrue(refusal.getMessage().contains("release()"), refusal.getMessage());

            one.submit(script().run(source::release)).get();
            write("second");
            assertEquals(
                    "second",
                    other.submit(script().then(v -> source.readable()).then(v -> read()))
                            .get());
            other.submit(script().run(source::release).then(v -> write("third")).then(v -> source.readable()))
                    .get();
        }
    }

    @Test
    void aLoopThatFailsWhenItIsStuckIsNotStuckWhileItWaitsForAChannel() throws Exception {
        CountDownLatch idle = new CountDownLatch(1);
        Thread writer = new Thread(() -> {
            try {
                idle.await();
                write("rescue");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        LoopListener listener = new LoopListener() {
            @Override
            public void turned(int waiting, long lagNanos) {
                if (waiting == 0) {
                    // What comes next is the question whether the loop is stuck: the writer can't be asked before.
                    idle.countDown();
                }
            }
        };
        try (EventLoop loop =
                EventLoop.builder().failWhenStuck().listener(listener).build()) {
            writer.start();
            assertEquals(
                    "rescue",
                    loop.runUntilDone(script().then(v -> source.readable()).then(v -> read())));
        }
        writer.join();
    }

    @Test
    void virtualTimeRefusesToWaitForChannels() {
        UnsupportedOperationException refusal = assertThrows(
                UnsupportedOperationException.class, () -> VirtualTime.run(script().then(v -> source.readable())));

        assertTrue(refusal.getMessage().contains("ordinary event loop"), refusal.getMessage());
    }

    @Test
    void anExecutorsTaskIsToldThatItNeedsAnEventLoop() {
        Task<?> task = Scheduler.over(Runnable::run).spawn(script().then(v -> source.readable()));

        assertInstanceOf(IllegalStateException.class, task.exceptionNow());
    }

    @Test
    void interruptingTheLoopsThreadEndsAWaitAndLeavesTheChannelOpen() throws Exception {
        Thread loop = new Thread(() -> {
            assertThrows(
                    java.util.concurrent.CancellationException.class,
                    () -> EventLoop.run(script().then(v -> source.readable())));
        });
        loop.start();
        while (loop.getState() != Thread.State.RUNNABLE && loop.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        loop.interrupt();
        loop.join();

        assertTrue(pipe.source().isOpen());
    }
}
