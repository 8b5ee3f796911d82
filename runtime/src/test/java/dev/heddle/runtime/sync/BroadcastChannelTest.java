// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Coroutine;
import dev.heddle.runtime.Script;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BroadcastChannelTest {

    private final List<Object> log = new ArrayList<>();

    private static Script listening(Subscription<?> subscription, List<Object> to) {
        return script().then(v -> subscription.moveNext())
                .then(more -> (Boolean) more ? next(subscription, to) : to.add("end"));
    }

    private static Coroutine<?> next(Subscription<?> subscription, List<Object> to) {
        to.add(subscription.current());
        return listening(subscription, to);
    }

    @Test
    void everySubscriberGetsEverythingThatWasSentSinceItSubscribed() {
        BroadcastChannel<Integer> channel = BroadcastChannel.bounded(2);
        List<Object> other = new ArrayList<>();
        VirtualTime.run(script().await(channel.send(0)).then(v -> {
            Task<?> one = spawn(listening(channel.subscribe(), log));
            Task<?> two = spawn(listening(channel.subscribe(), other));
            return script().repeat(5, i -> channel.send(i + 1))
                    .run(channel::close)
                    .await(one)
                    .await(two);
        }));
        assertEquals(List.of(1, 2, 3, 4, 5, "end"), log);
        assertEquals(log, other);
        assertThrows(ChannelException.Closed.class, () -> channel.trySend(6));
    }

    @Test
    void sendersWaitForTheSlowestAndNotForOneThatHasGone() {
        BroadcastChannel<Integer> channel = BroadcastChannel.bounded(1);
        Subscription<Integer> slow = channel.subscribe();
        Subscription<Integer> gone = channel.subscribe();
        VirtualTime.run(script().then(v -> {
            Task<?> sender = spawn(script().repeat(2, channel::send).run(() -> log.add("sent")));
            return script().await(yieldNow())
                    .run(() -> assertFalse(channel.trySend(9)))
                    .await(slow.moveNext())
                    .await(yieldNow())
                    .run(() -> assertEquals(List.of(), log))
                    .run(gone::close)
                    .await(sender)
                    .await(slow.moveNext())
                    .run(() -> assertEquals(1, slow.current()))
                    .await(gone.moveNext())
                    .then(log::add);
        }));
        assertEquals(List.of("sent", false), log);
    }

    @Test
    void aSendThatIsCancelledReachesNobody() {
        BroadcastChannel<Integer> channel = BroadcastChannel.bounded(1);
        Subscription<Integer> one = channel.subscribe();
        Subscription<Integer> two = channel.subscribe();
        VirtualTime.run(script().await(channel.send(1)).then(v -> {
            Task<?> sender = spawn(script().await(channel.send(2)));
            return script().await(yieldNow())
                    .await(one.moveNext())
                    .run(sender::cancel)
                    .await(yieldNow())
                    .run(channel::close)
                    .await(listening(one, log))
                    .await(listening(two, log));
        }));
        assertEquals(List.of("end", 1, "end"), log);
    }

    @Test
    void aSlowSubscriberOfADroppingChannelMissesTheOldestAndIsTold() {
        BroadcastChannel<Integer> channel = BroadcastChannel.dropping(2);
        Subscription<Integer> slow = channel.subscribe();
        for (int i = 0; i < 5; i++) {
            assertTrue(channel.trySend(i));
        }
        channel.close();
        VirtualTime.run(listening(slow, log));
        assertEquals(List.of(3, 4, "end"), log);
        assertEquals(3, slow.missed());
    }

    @Test
    void whoWaitsForAValueWhenTheChannelIsClosedHearsOfIt() {
        BroadcastChannel<Integer> channel = BroadcastChannel.bounded(1);
        VirtualTime.run(script().then(v -> {
            Task<?> listener = spawn(listening(channel.subscribe(), log));
            return script().await(yieldNow()).run(channel::close).await(listener);
        }));
        assertEquals(List.of("end"), log);
        assertThrows(IllegalArgumentException.class, () -> BroadcastChannel.bounded(0));
    }
}
