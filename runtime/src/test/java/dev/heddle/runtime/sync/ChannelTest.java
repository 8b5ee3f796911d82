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
import dev.heddle.runtime.Script;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ChannelTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<Object> log = new ArrayList<>();

    private Script receiver(Channel<?> channel, String name) {
        return script().await(channel.receive()).rescue(Object::getClass).then(v -> log.add(name + v));
    }

    private <T> Script sender(Channel<T> channel, T value) {
        return script().await(channel.send(value)).rescue(Object::getClass).then(v -> log.add("sent " + v));
    }

    @Test // Q01
    void tryingSaysWhetherThereIsRoomOrAValue() {
        Channel<Integer> channel = Channel.bounded(2);
        assertNull(channel.tryReceive());
        assertTrue(channel.trySend(1));
        assertTrue(channel.trySend(2));
        assertFalse(channel.trySend(3));
        assertEquals(2, channel.size());
        assertEquals(1, channel.tryReceive());
        assertEquals(2, channel.tryReceive());
        assertNull(channel.tryReceive());
        assertThrows(NullPointerException.class, () -> channel.trySend(null));
        assertThrows(IllegalArgumentException.class, () -> Channel.bounded(0));
    }

    @Test
    void valuesComeInTheOrderInWhichTheyWereSentThroughARingThatGrows() {
        Channel<Integer> channel = Channel.unbounded();
        int received = 0;
        for (int i = 0; i < 1_000; i++) {
            assertTrue(channel.trySend(i));
            if (i % 3 == 0) {
                assertEquals(received++, channel.tryReceive());
            }
        }
        while (received < 1_000) {
            assertEquals(received++, channel.tryReceive());
        }
    }

    @Test // Q06
    void receiversAreServedFirstComeFirstServed() {
        Channel<Integer> channel = Channel.bounded(4);
        VirtualTime.run(script().run(() -> {
                    for (String name : List.of("a", "b", "c")) {
                        var unused = spawn(receiver(channel, name));
                    }
                })
                .await(yieldNow())
                .await(channel.send(1))
                .await(channel.send(2))
                .await(channel.send(3))
                .await(yieldNow()));
        assertEquals(List.of("a1", "b2", "c3"), log);
    }

    @Test // C10
    void aValueThatWasSentToAWaitingReceiverCannotBeSnatched() {
        Channel<Integer> channel = Channel.bounded(1);
        VirtualTime.run(script().run(() -> spawn(receiver(channel, "waiting ")))
                .await(yieldNow())
                .await(channel.send(1))
                .run(() -> assertNull(channel.tryReceive()))
                .await(yieldNow()));
        assertEquals(List.of("waiting 1"), log);
    }

    @Test
    void sendersWaitWhileTheChannelIsFullAndAreServedFirstComeFirstServed() {
        Channel<Integer> channel = Channel.bounded(1);
        VirtualTime.run(script().run(() -> {
                    for (int i = 0; i < 4; i++) {
                        var unused = spawn(sender(channel, i));
                    }
                })
                .await(yieldNow())
                .run(() -> {
                    assertEquals(1, log.size());
                    assertEquals(0, channel.tryReceive());
                    assertFalse(channel.trySend(99));
                })
                .await(yieldNow())
                .run(() -> {
                    assertEquals(1, channel.tryReceive());
                    assertEquals(2, channel.tryReceive());
                    assertEquals(3, channel.tryReceive());
                })
                .await(yieldNow()));
        assertEquals(4, log.size());
    }

    @Test
    void aRendezvousHoldsNothing() {
        Channel<String> channel = Channel.rendezvous();
        VirtualTime.run(script().run(() -> {
                    assertFalse(channel.trySend("nobody waits"));
                    var unusedSender = spawn(sender(channel, "first"));
                    var unusedSecond = spawn(sender(channel, "second"));
                })
                .await(yieldNow())
                .run(() -> assertEquals(List.of(), log))
                .await(channel.receive())
                .then(log::add)
                .await(yieldNow())
                .run(() -> assertEquals(List.of("first", "sent null"), log))
                .run(() -> assertEquals("second", channel.tryReceive()))
                .run(() -> spawn(receiver(channel, "r ")))
                .await(yieldNow())
                .run(() -> assertTrue(channel.trySend("third")))
                .await(sleep(SECOND)));
        assertTrue(log.contains("r third"), log.toString());
    }

    @Test
    void aConflatedChannelHoldsTheLastValueOnly() {
        Channel<Integer> channel = Channel.conflated();
        for (int i = 0; i < 5; i++) {
            assertTrue(channel.trySend(i));
        }
        assertEquals(1, channel.size());
        assertEquals(4, channel.tryReceive());
        assertNull(channel.tryReceive());
        channel.taskDone();
        assertThrows(IllegalStateException.class, channel::taskDone);
    }

    @Test // Q08
    void aPriorityChannelGivesTheLeastFirstAndEqualOnesInOrder() {
        Channel<String> channel = Channel.priority(Comparator.comparing(String::length));
        List.of("ccc", "a", "bb", "b", "aaa").forEach(channel::trySend);
        List<String> got = new ArrayList<>();
        for (String v = channel.tryReceive(); v != null; v = channel.tryReceive()) {
            got.add(v);
        }
        assertEquals(List.of("a", "b", "bb", "ccc", "aaa"), got);
    }

    @Test
    void aBoundedPriorityChannelHasSendersWaitAndSortsTheirsIn() {
        Channel<Integer> channel = Channel.priority(2, Comparator.naturalOrder());
        VirtualTime.run(script().run(() -> {
                    for (int i : new int[] {5, 4, 3, 2}) {
                        var unused = spawn(sender(channel, i));
                    }
                })
                .await(yieldNow())
                .run(() -> {
                    assertEquals(2, log.size());
                    assertEquals(4, channel.tryReceive());
                    assertEquals(3, channel.tryReceive());
                    assertEquals(2, channel.tryReceive());
                    assertEquals(5, channel.tryReceive());
                }));
    }

    @Test // Q03, Q09
    void aCancelledReceiverIsGoneAndTheValueGoesToTheNext() {
        Channel<Integer> channel = Channel.bounded(1);
        VirtualTime.run(script().then(v -> {
            Task<?> first = spawn(script().await(channel.receive()).then(log::add));
            Task<?> second = spawn(receiver(channel, "second "));
            return script().await(yieldNow())
                    .run(first::cancel)
                    .run(() -> assertEquals("Channel[bounded, 0 held, 0 sending, 1 receiving]", channel.toString()))
                    .await(channel.send(1))
                    .await(second);
        }));
        assertEquals(List.of("second 1"), log);
    }

    @Test // Q03, T06
    void aReceiverThatHasTheValueBeforeItsCancellationKeepsIt() {
        Channel<Integer> channel = Channel.bounded(1);
        Task<?>[] task = new Task<?>[1];
        VirtualTime.run(script().then(v -> {
            task[0] = spawn(script().await(channel.receive()).then(log::add).await(sleep(SECOND)));
            return script().await(yieldNow())
                    .await(channel.send(1))
                    .run(() -> task[0].cancel())
                    .await(sleep(SECOND));
        }));
        assertEquals(List.of(1), log);
        assertTrue(task[0].isCancelled());
    }

    @Test // Q04
    void aCancelledSenderHasSentNothing() {
        Channel<Integer> channel = Channel.bounded(1);
        VirtualTime.run(script().run(() -> channel.trySend(0)).then(v -> {
            Task<?> first = spawn(script().await(channel.send(1)).rescue(log::add));
            var unusedSecond = spawn(script().await(channel.send(2)));
            return script().await(yieldNow())
                    .run(first::cancel)
                    .run(() -> assertEquals(0, channel.tryReceive()))
                    .run(() -> assertEquals(2, channel.tryReceive()))
                    .await(yieldNow());
        }));
        assertInstanceOf(CancellationException.class, log.get(0));
    }

    @Test
    void aSendIsColdAndSingleUse() {
        Channel<Integer> channel = Channel.bounded(4);
        Coroutine<?> send = channel.send(1);
        assertEquals(0, channel.size());
        VirtualTime.run(script().await(send).await(send).rescue(log::add));
        assertEquals(1, channel.size());
        assertTrue(log.get(0).toString().contains("second time"), log.toString());
    }

    // Q08
    @Test
    void aStackGivesTheLastFirst() {
        Channel<Integer> channel = Channel.stack(3);
        VirtualTime.run(script().await(channel.send(1))
                .await(channel.send(2))
                .await(channel.send(3))
                .then(v -> {
                    assertFalse(channel.trySend(4));
                    var late = spawn(channel.send(4));
                    return script().await(yieldNow())
                            .repeat(
                                    4,
                                    i -> script().then(w -> channel.receive()).then(log::add))
                            .await(late);
                }));
        assertEquals(List.of(3, 4, 2, 1), log);
    }
}
