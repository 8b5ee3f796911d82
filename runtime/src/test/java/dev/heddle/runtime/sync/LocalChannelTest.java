// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.testing.VirtualTime;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Channels that belong to one scheduler. */
class LocalChannelTest {

    private final List<Object> log = new ArrayList<>();

    @Test
    void valuesGoThroughItAsThroughAnyOther() {
        Channel<Integer> channel = Channel.local(1);
        VirtualTime.run(script().run(() -> spawn(script().await(channel.send(1))
                        .then(v -> log.add("sent 1"))
                        .await(channel.send(2))
                        .then(v -> log.add("sent 2"))
                        .await(channel.send(3))
                        .then(v -> log.add("sent 3"))
                        .run(channel::close)))
                .await(yieldNow())
                .then(v -> channel.receive())
                .then(v -> log.add("received " + v))
                .then(v -> channel.receive())
                .then(v -> log.add("received " + v))
                .then(v -> channel.receive())
                .then(v -> log.add("received " + v))
                .then(v -> channel.receive())
                .rescue(end -> log.add(end.getClass())));
        assertEquals(
                List.of(
                        "sent 1",
                        "received 1",
                        "received 2",
                        "sent 2",
                        "sent 3",
                        "received 3",
                        ChannelException.Ended.class),
                log);
    }

    @Test
    void oneThatHoldsNothingIsARendezvous() {
        Channel<Integer> channel = Channel.local(0);
        VirtualTime.run(script().run(() -> assertFalse(channel.trySend(1)))
                .run(() -> spawn(script().then(v -> channel.receive()).then(log::add)))
                .await(yieldNow())
                .run(() -> assertTrue(channel.trySend(2)))
                .await(yieldNow()));
        assertEquals(List.of(2), log);
        assertThrows(IllegalArgumentException.class, () -> Channel.local(-1));
    }

    @Test
    void selectionsOfLocalAndSharedChannelsTakeWhatComesFirst() {
        Channel<Integer> local = Channel.local(1);
        Channel<Integer> shared = Channel.bounded(1);
        VirtualTime.run(script().run(() -> spawn(script().await(yieldNow()).await(local.send(1))))
                .await(new Select<Integer>()
                        .receive(shared, v -> -v)
                        .receive(local, v -> v)
                        .first())
                .then(log::add));
        assertEquals(List.of(1), log);
    }

    @Test
    void aReceiverThatIsCancelledTakesNothing() {
        Channel<Integer> channel = Channel.local(4);
        VirtualTime.run(script().then(v -> {
                    Task<?> receiver = spawn(script().then(unused -> channel.receive()));
                    return script().await(yieldNow()).run(receiver::cancel).await(yieldNow());
                })
                .run(() -> assertTrue(channel.trySend(1)))
                .run(() -> log.add(channel.tryReceive())));
        assertEquals(List.of(1), log);
    }

    @Test
    void itHoldsItsValuesInOrderWhileItGrowsAndShrinks() {
        for (int capacity : new int[] {1, 2, 3, 16, 63, 64, 65, 100, 1_000}) {
            Channel<Integer> channel = Channel.local(capacity);
            Deque<Integer> model = new ArrayDeque<>();
            Random random = new Random(capacity);
            VirtualTime.run(script().repeat(20 * capacity, i -> {
                boolean sends = random.nextInt(100) < (i / capacity % 2 == 0 ? 80 : 20);
                if (sends && model.size() < capacity) {
                    model.add(i);
                    return script().await(channel.send(i));
                } else if (sends) {
                    return script().run(() -> assertFalse(channel.trySend(i)));
                } else if (model.isEmpty()) {
                    return script().run(() -> assertNull(channel.tryReceive()));
                }
                Integer next = model.remove();
                return script().then(v -> channel.receive()).then(v -> {
                    assertEquals(next, v);
                    return v;
                });
            }));
        }
    }

    @Test
    void whatIsHeldWhenItIsClosedCanBeReceivedAndNothingMoreBeSent() {
        Channel<Integer> channel = Channel.local(8);
        VirtualTime.run(script().await(channel.send(1))
                .await(channel.send(2))
                .await(channel.send(3))
                .run(channel::close)
                .await(channel.send(4))
                .rescue(refused -> log.add(refused.getClass()))
                .then(v -> channel.receive())
                .then(log::add)
                .then(v -> channel.receive())
                .then(log::add)
                .run(() -> log.addAll(channel.abandon()))
                .await(channel.send(5))
                .rescue(refused -> log.add(refused.getClass())));
        assertEquals(List.of(ChannelException.Closed.class, 1, 2, 3, ChannelException.Broken.class), log);
    }

    @Test
    void aReceiverThatWasCancelledIsNotHeld() {
        assertReceiverIsNotHeld((channel, receiver) -> receiver.cancel());
    }

    @Test
    void aReceiverThatWasToldOfTheEndIsNotHeld() {
        assertReceiverIsNotHeld((channel, receiver) -> channel.close());
    }

    private static void assertReceiverIsNotHeld(BiConsumer<Channel<Integer>, Task<?>> end) {
        Channel<Integer> channel = Channel.local(1);
        List<WeakReference<Task<?>>> receivers = new ArrayList<>();
        VirtualTime.run(script().repeat(
                        2,
                        i -> script().run(() -> receivers.add(new WeakReference<>(spawn(
                                        script().then(v -> channel.receive()).rescue(refused -> true)))))
                                .await(yieldNow())
                                // The first leaves its place behind for the second.
                                .run(() -> assertTrue(i == 1 || channel.trySend(i)))
                                .await(yieldNow()))
                .run(() -> end.accept(channel, receivers.get(1).get()))
                .await(yieldNow())
                .await(yieldNow())
                .run(System::gc)
                .run(() -> assertTrue(receivers.get(1).refersTo(null)))
                .run(() -> assertEquals(0, channel.size())));
    }

    @Test
    void everyMethodRefusesOtherSchedulersAndThreads() {
        Channel<Integer> channel = Channel.local(4);
        VirtualTime.run(script().await(channel.send(1)));
        List<Executable> uses = List.of(
                () -> EventLoop.run(script().await(channel.send(1))),
                () -> EventLoop.run(script().then(v -> channel.receive())),
                () -> EventLoop.run(script().then(v -> channel.join())),
                () -> EventLoop.run(script().then(v -> channel.iterator().moveNext())),
                () -> EventLoop.run(
                        new Select<Integer>().receive(channel, v -> v).first()),
                () -> EventLoop.run(script().run(channel::taskDone)),
                () -> EventLoop.run(script().run(() -> channel.trySend(1))));
        for (Executable use : uses) {
            Throwable refused = assertThrows(IllegalStateException.class, use);
            assertTrue(refused.getMessage().contains("belongs to EventLoop[virtual-time]"), refused.getMessage());
        }
        uses = List.of(
                () -> channel.trySend(1),
                channel::tryReceive,
                channel::size,
                channel::isClosed,
                channel::close,
                () -> channel.close(new IllegalStateException()),
                channel::abandon,
                channel::taskDone,
                channel::sender);
        for (Executable use : uses) {
            Throwable refused = assertThrows(IllegalStateException.class, use);
            assertTrue(refused.getMessage().contains("a thread that runs no scheduler"), refused.getMessage());
            assertTrue(refused.getMessage().contains("Channel.bounded"), refused.getMessage());
        }
    }
}
