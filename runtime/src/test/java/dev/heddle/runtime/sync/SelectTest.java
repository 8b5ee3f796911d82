// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Promise;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class SelectTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Channel<Integer> a = Channel.bounded(1);
    private final Channel<Integer> b = Channel.bounded(1);
    private final List<Object> log = new ArrayList<>();

    private Coroutine<String> eitherReceipt() {
        return new Select<String>()
                .receive(a, v -> "a" + v)
                .receive(b, v -> "b" + v)
                .first();
    }

    @Test
    void ofSeveralThatAreReadyTheFirstNamedWinsAndTheOtherIsLeftAlone() {
        a.trySend(1);
        b.trySend(2);
        assertEquals("a1", VirtualTime.run(eitherReceipt()));
        assertEquals(2, b.tryReceive());
    }

    @Test
    void fairlyBothHaveTheirTurn() {
        Random random = new Random(1);
        VirtualTime.run(script().repeat(200, i -> {
            a.trySend(i);
            b.trySend(i);
            return script().await(new Select<Object>()
                    .receive(a, v -> log.add("a"))
                    .receive(b, v -> log.add("b"))
                    .fairly(random)
                    .first());
        }));
        long ofA = log.stream().filter("a"::equals).count();
        assertTrue(ofA > 60 && ofA < 140, ofA + " of 200");
    }

    @Test
    void ifNothingIsReadyTheFirstThatBecomesSoWinsAndTheLoserIsGone() {
        VirtualTime.run(script().then(v -> {
            Task<String> selecting = spawn(eitherReceipt());
            return script().await(yieldNow())
                    .await(b.send(7))
                    .await(selecting)
                    .then(log::add)
                    .run(() -> assertEquals("Channel[bounded, 0 held, 0 sending, 0 receiving]", a.toString()))
                    .await(a.send(8))
                    .run(() -> assertEquals(8, a.tryReceive()));
        }));
        assertEquals(List.of("b7"), log);
    }

    @Test
    void aSendThatDoesNotWinHasNotHappened() {
        a.trySend(0);
        Channel<Integer> c = Channel.rendezvous();
        VirtualTime.run(script().then(v -> {
            Task<String> selecting = spawn(new Select<String>()
                    .send(a, 1, () -> "sent to a")
                    .send(c, 2, () -> "sent to c")
                    .first());
            return script().await(yieldNow())
                    .await(c.receive())
                    .then(log::add)
                    .await(selecting)
                    .then(log::add)
                    .run(() -> assertEquals(0, a.tryReceive()))
                    .run(() -> assertNull(a.tryReceive()));
        }));
        assertEquals(List.of(2, "sent to c"), log);
    }

    @Test
    void twoSelectionsMeetInARendezvous() {
        Channel<Integer> one = Channel.rendezvous();
        Channel<Integer> two = Channel.rendezvous();
        VirtualTime.run(script().then(v -> {
            Task<String> first = spawn(new Select<String>()
                    .send(one, 1, () -> "first sent")
                    .receive(two, w -> "first received " + w)
                    .first());
            Task<String> second = spawn(new Select<String>()
                    .send(two, 2, () -> "second sent")
                    .receive(one, w -> "second received " + w)
                    .first());
            return script().await(first).then(log::add).await(second).then(log::add);
        }));
        assertEquals(List.of("first received 2", "second sent"), log);
    }

    @Test
    void aTimeLimitWinsWhenItHasPassedAndIsTakenBackOtherwise() {
        try (VirtualTime time = new VirtualTime()) {
            Coroutine<String> selection = new Select<String>()
                    .receive(a, v -> "a" + v)
                    .after(SECOND, () -> "late")
                    .first();
            assertEquals("late", time.loop().runUntilDone(selection));
            assertEquals(SECOND, time.elapsed());
            Coroutine<String> again = new Select<String>()
                    .receive(a, v -> "a" + v)
                    .after(SECOND.multipliedBy(100), () -> "late")
                    .first();
            time.loop()
                    .runUntilDone(script().run(
                                    () -> spawn(script().await(sleep(SECOND)).await(a.send(1))))
                            .await(again)
                            .then(log::add)
                            .await(yieldNow())
                            .run(() -> assertEquals(1, time.loop().tasks().size())));
            assertEquals(SECOND.multipliedBy(2), time.elapsed());
        }
        assertEquals(List.of("a1"), log);
    }

    @Test
    void aPromiseOrATaskCanBeAmongThem() {
        Promise<String> promise = new Promise<>();
        VirtualTime.run(script().then(v -> {
            Task<String> selecting = spawn(new Select<String>()
                    .receive(a, w -> "a" + w)
                    .await(promise, w -> "promise " + w)
                    .first());
            return script().await(yieldNow())
                    .run(() -> promise.complete("kept"))
                    .await(selecting)
                    .then(log::add);
        }));
        assertEquals(List.of("promise kept"), log);
        assertEquals(
                "promise kept",
                VirtualTime.run(
                        new Select<String>().await(promise, w -> "promise " + w).first()));
    }

    @Test
    void aFailedPromiseThatWinsFailsTheSelection() {
        Promise<String> promise = Promise.failed(new IllegalArgumentException("x"));
        assertThrows(
                IllegalArgumentException.class,
                () -> VirtualTime.run(
                        new Select<String>().await(promise, w -> w).first()));
    }

    @Test
    void otherwiseWinsIfNothingIsReady() {
        Coroutine<String> selection = new Select<String>()
                .receive(a, v -> "a")
                .otherwise(() -> "nothing")
                .first();
        assertEquals("nothing", VirtualTime.run(selection));
        assertThrows(IllegalStateException.class, () -> new Select<String>().first());
    }

    @Test
    void aClosedChannelCountsAsReady() {
        VirtualTime.run(script().then(v -> {
            Task<String> selecting = spawn(eitherReceipt());
            Task<String> expecting = spawn(new Select<String>()
                    .receive(b, w -> "b")
                    .receive(a, w -> "a", () -> "end of a")
                    .first());
            return script().await(yieldNow())
                    .run(a::close)
                    .await(expecting)
                    .then(log::add)
                    .await(selecting)
                    .rescue(log::add);
        }));
        assertEquals("end of a", log.get(0));
        assertInstanceOf(ChannelException.Ended.class, log.get(1));
    }

    @Test
    void aCancelledSelectionLeavesAllQueues() {
        VirtualTime.run(script().then(v -> {
            Task<String> selecting = spawn(eitherReceipt());
            return script().await(yieldNow())
                    .run(selecting::cancel)
                    .await(selecting)
                    .rescue(log::add)
                    .run(() -> assertTrue(a.toString().contains("0 receiving")))
                    .run(() -> assertTrue(b.toString().contains("0 receiving")));
        }));
        assertInstanceOf(CancellationException.class, log.get(0));
    }

    @Test
    void aSelectionThatHasAValueBeforeItsCancellationGivesIt() {
        VirtualTime.run(script().then(v -> {
            Task<String> selecting = spawn(eitherReceipt());
            return script().await(yieldNow())
                    .await(a.send(1))
                    .run(selecting::cancel)
                    .await(selecting)
                    .then(log::add);
        }));
        assertEquals(List.of("a1"), log);
    }

    @Test
    void selectionsOnSeveralLoopsLoseNoValue() throws Exception {
        Channel<Integer> left = Channel.rendezvous();
        Channel<Integer> right = Channel.rendezvous();
        int count = 5_000;
        long[] sum = new long[1];
        try (EventLoop sending = EventLoop.builder().name("sending").start();
                EventLoop receiving = EventLoop.builder().name("receiving").start()) {
            var sent = sending.submit(script().repeat(
                            count,
                            i -> new Select<Object>()
                                    .send(left, i, () -> null)
                                    .send(right, i, () -> null)
                                    .first()));
            var received = receiving.submit(script().repeat(
                            count,
                            i -> new Select<Object>()
                                    .receive(right, v -> sum[0] += v)
                                    .receive(left, v -> sum[0] += v)
                                    .first()));
            sent.get();
            received.get();
        }
        assertEquals((long) count * (count - 1) / 2, sum[0]);
        assertFalse(left.isClosed());
    }
}
