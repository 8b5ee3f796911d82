// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GuestLoopTest {

    private final List<Object> log = new ArrayList<>();
    private final AtomicInteger woken = new AtomicInteger();
    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 5);
    private final GuestLoop guest = EventLoop.builder().guest(woken::incrementAndGet, time::get);

    // C16
    @Test
    void whatIsSpawnedRunsInThePollsOfTheHost() {
        Task<Object> task = guest.loop().spawn(script().run(() -> log.add(Thread.currentThread())));
        assertEquals(List.of(), log);
        assertTrue(guest.poll() || task.isDone());
        assertSame(Thread.currentThread(), log.get(0));
        assertThrows(IllegalStateException.class, Scheduler::current);
        guest.close();
    }

    @Test
    void aTaskThatYieldsGoesOnInTheNextRound() {
        var unused = guest.loop().spawn(script().repeat(3, frame -> {
            log.add(frame);
            return yieldNow();
        }));
        assertTrue(guest.poll());
        assertEquals(List.of(0), log);
        assertTrue(guest.poll());
        assertEquals(List.of(0, 1), log);
        assertFalse(guest.poll(Duration.ofDays(1)));
        assertEquals(List.of(0, 1, 2), log);
        assertFalse(guest.hasTasks());
        guest.close();
    }

    @Test
    void timersGoByTheHostsClock() {
        var unused =
                guest.loop().spawn(script().await(sleep(Duration.ofNanos(100))).run(() -> log.add("woke")));
        assertFalse(guest.poll());
        assertEquals(Optional.of(Duration.ofNanos(100)), guest.timeToNext());
        time.addAndGet(99);
        assertFalse(guest.poll());
        assertEquals(Optional.of(Duration.ofNanos(1)), guest.timeToNext());
        time.addAndGet(1);
        assertEquals(Optional.of(Duration.ZERO), guest.timeToNext());
        assertFalse(guest.poll());
        assertEquals(List.of("woke"), log);
        assertEquals(Optional.empty(), guest.timeToNext());
        guest.close();
    }

    @Test
    void theHostIsWokenOnceForAllThatIsSentBetweenTwoPolls() {
        assertEquals(0, woken.get());
        guest.loop().execute(() -> log.add(1));
        guest.loop().execute(() -> log.add(2));
        assertEquals(1, woken.get());
        assertFalse(guest.poll());
        guest.loop().execute(() -> log.add(3));
        assertEquals(2, woken.get());
        assertEquals(Optional.of(Duration.ZERO), guest.timeToNext());
        guest.poll();
        assertEquals(List.of(1, 2, 3), log);
        guest.close();
    }

    @Test
    void closingCancelsAndWaitsForTheCleanup() {
        var unused = guest.loop()
                .spawn(script().await(sleep(Duration.ofDays(1)))
                        .lastly(v -> yieldNow())
                        .lastly(v -> log.add("clean")));
        assertFalse(guest.poll());
        guest.close();
        assertEquals(List.of("clean"), log);
        assertThrows(IllegalStateException.class, guest::poll);
    }

    @Test
    void aPollInsideAPollIsRefused() {
        guest.loop().execute(() -> log.add(assertThrows(IllegalStateException.class, guest::poll)));
        guest.poll();
        assertEquals(1, log.size());
        guest.close();
    }

    @Test
    void aRoundEndsThoughATaskIsAlwaysReady() {
        var unused = guest.loop().spawn(script().repeat(1_000_000, i -> yieldNow()));
        assertTrue(guest.poll());
        assertTrue(guest.poll(Duration.ZERO));
        guest.close();
    }

    @Test
    void severalGuestsShareAThread() {
        GuestLoop other = EventLoop.builder().guest(() -> {});
        Promise<String> ball = new Promise<>();
        Task<Object> waiting = guest.loop().spawn(script().await(ball));
        var unused = other.loop().spawn(script().await(yieldNow()).run(() -> ball.complete("caught")));
        for (int round = 0; round < 10 && !waiting.isDone(); round++) {
            guest.poll();
            other.poll();
        }
        assertEquals("caught", waiting.resultNow());
        guest.close();
        other.close();
    }

    // C16
    @Test
    void aPollLooksAtTheChannels() throws Exception {
        Pipe pipe = Pipe.open();
        WatchedChannel source = WatchedChannel.of(pipe.source());
        Task<Object> reader =
                guest.loop().spawn(script().then(v -> source.readable()).give("read"));
        assertFalse(guest.poll());
        assertFalse(guest.poll());
        assertFalse(reader.isDone());
        assertEquals(Optional.of(Duration.ofMillis(5)), guest.timeToNext());

        pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
        assertFalse(guest.poll());
        assertEquals("read", reader.resultNow());
        assertEquals(Optional.empty(), guest.timeToNext());
        guest.close();
        pipe.source().close();
        pipe.sink().close();
    }

    @Test
    void closingAGuestWakesWhoWaitsForAChannelInItsCleanup() throws Exception {
        Pipe pipe = Pipe.open();
        WatchedChannel source = WatchedChannel.of(pipe.source());
        var unused = guest.loop().spawn(script().await(new Promise<>()).lastly(v -> {
            pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
            return Tasks.shield(script().then(w -> source.readable()).run(() -> log.add("cleaned")));
        }));
        assertFalse(guest.poll());
        guest.close();
        assertEquals(List.of("cleaned"), log);
        pipe.source().close();
        pipe.sink().close();
    }

    @Test
    void aHostWithAQueueServesChannels() throws Exception {
        ExecutorService host = Executors.newSingleThreadExecutor(work -> new Thread(work, "host"));
        Pipe pipe = Pipe.open();
        WatchedChannel source = WatchedChannel.of(pipe.source());
        try {
            GuestLoop hosted = EventLoop.builder().guestOn(host);
            CompletableFuture<Object> future = hosted.loop()
                    .submit(script().then(v -> source.readable())
                            .then(v -> Thread.currentThread().getName()));
            pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
            assertEquals("host", future.get(30, TimeUnit.SECONDS));
            host.submit(hosted::close).get(30, TimeUnit.SECONDS);
        } finally {
            host.shutdown();
            pipe.source().close();
            pipe.sink().close();
        }
    }

    // C16
    @Test
    void aHostWithAQueueNeedNotPoll() throws Exception {
        ExecutorService host = Executors.newSingleThreadExecutor(work -> new Thread(work, "host"));
        try {
            GuestLoop hosted = EventLoop.builder().guestOn(host);
            CompletableFuture<Object> future = hosted.loop()
                    .submit(script().await(sleep(Duration.ofMillis(3)))
                            .await(yieldNow())
                            .await(Tasks.blocking(() -> "from a thread"))
                            .then(value ->
                                    value + ", on " + Thread.currentThread().getName()));
            assertEquals("from a thread, on host", future.get(30, TimeUnit.SECONDS));
            // Its other work has its turn while the guest is busy.
            CompletableFuture<Object> busy = hosted.loop().submit(script().repeat(10_000, i -> yieldNow()));
            assertEquals("between", host.submit(() -> "between").get(30, TimeUnit.SECONDS));
            busy.get(30, TimeUnit.SECONDS);
            host.submit(hosted::close).get(30, TimeUnit.SECONDS);
        } finally {
            host.shutdown();
        }
    }

    @Test
    void closingFromAnotherThreadDuringAPollEndsThePoll() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CompletableFuture<Void> closer = CompletableFuture.runAsync(() -> {
            try {
                inside.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            guest.close();
        });
        var unused = guest.loop()
                .spawn(script().run(inside::countDown)
                        .then(v -> Tasks.blocking(() -> new CountDownLatch(1).await(30, TimeUnit.SECONDS)))
                        .lastly(v -> log.add("cleanup")));
        while (!closer.isDone()) {
            try {
                guest.poll(Duration.ofMillis(1));
            } catch (IllegalStateException closed) {
                break;
            }
        }
        closer.get(30, TimeUnit.SECONDS);
        assertEquals(List.of("cleanup"), log);
    }

    @Test
    void aHostThatHasGoneDoesNotTakeTheTimersOfOthersWithIt() throws Exception {
        ExecutorService host = Executors.newSingleThreadExecutor();
        GuestLoop hosted = EventLoop.builder().guestOn(host);
        var unused = hosted.loop().spawn(script().await(sleep(Duration.ofMillis(20))));
        var asleep = new CompletableFuture<Void>();
        host.execute(() -> asleep.complete(null));
        asleep.get(30, TimeUnit.SECONDS);
        host.submit(hosted::close).get(30, TimeUnit.SECONDS);
        host.shutdown();
        Scheduler other = Scheduler.over(Runnable::run);
        assertEquals(
                "woke",
                other.spawn(script().await(sleep(Duration.ofMillis(60))).give("woke"))
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS));
    }
}
