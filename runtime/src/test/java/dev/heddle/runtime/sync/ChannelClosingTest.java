// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.AsyncIterator;
import dev.heddle.Coroutine;
import dev.heddle.runtime.Script;
import dev.heddle.runtime.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelClosingTest {

    private final List<Object> log = new ArrayList<>();

    private Script receiver(Channel<?> channel, String name) {
        return script().await(channel.receive()).rescue(Object::getClass).then(v -> log.add(name + v));
    }

    private <T> Script sender(Channel<T> channel, T value) {
        return script().await(channel.send(value)).rescue(Object::getClass).then(v -> log.add("sent " + v));
    }

    /** Iterates to the end. */
    private Script iteration(AsyncIterator<?> each) {
        return script().then(v -> each.moveNext()).then(more -> (Boolean) more ? next(each) : log.add("end"));
    }

    private Coroutine<?> next(AsyncIterator<?> each) {
        log.add(each.current());
        return iteration(each);
    }

    @Test
    void anIterationEndsWhenTheChannelIsClosedAndDrained() {
        Channel<Integer> channel = Channel.bounded(2);
        AsyncIterator<Integer> each = channel.iterator();
        assertThrows(IllegalStateException.class, each::current);
        VirtualTime.run(script().run(
                        () -> spawn(script().repeat(5, channel::send).run(channel::close)))
                .await(iteration(each)));
        assertEquals(List.of(0, 1, 2, 3, 4, "end"), log);
        assertThrows(IllegalStateException.class, each::current);
    }

    @Test
    void anIterationThrowsWhatTheChannelWasClosedWith() {
        Channel<Integer> channel = Channel.bounded(2);
        RuntimeException cause = new RuntimeException("upstream");
        VirtualTime.run(script().run(() -> channel.trySend(1))
                .run(() -> channel.close(cause))
                .await(iteration(channel.iterator()))
                .rescue(log::add)
                .await(channel.receive())
                .rescue(e -> log.add(((Throwable) e).getCause())));
        assertEquals(1, log.get(0));
        assertSame(cause, log.get(1));
        assertSame(cause, log.get(2));
    }

    @Test // Q05, C09
    void closingLetsReceiversHaveWhatIsLeftAndEndsThoseWhoWait() {
        Channel<Integer> full = Channel.bounded(1);
        Channel<Integer> empty = Channel.bounded(1);
        VirtualTime.run(script().run(() -> {
                    full.trySend(1);
                    var unusedSender = spawn(sender(full, 2));
                    var unusedReceiver = spawn(receiver(empty, ""));
                })
                .await(yieldNow())
                .run(full::close)
                .run(empty::close)
                .await(yieldNow())
                .run(() -> {
                    assertEquals(1, full.tryReceive());
                    assertThrows(ChannelException.Ended.class, full::tryReceive);
                    assertThrows(ChannelException.Closed.class, () -> full.trySend(3));
                    assertTrue(full.isClosed());
                }));
        assertEquals(List.of("sent " + ChannelException.Closed.class, "" + ChannelException.Ended.class), log);
    }

    @Test // Q05, C09
    void abandoningGivesWhatIsLeftAndBreaksTheSenders() {
        Channel<Integer> channel = Channel.bounded(2);
        VirtualTime.run(script().run(() -> {
                    channel.trySend(1);
                    channel.trySend(2);
                    var unusedSender = spawn(sender(channel, 3));
                })
                .await(yieldNow())
                .run(() -> assertEquals(List.of(1, 2), channel.abandon()))
                .await(yieldNow())
                .await(channel.join())
                .run(() -> {
                    assertThrows(ChannelException.Broken.class, () -> channel.trySend(3));
                    assertThrows(ChannelException.Closed.class, channel::tryReceive);
                    assertEquals(List.of(), channel.abandon());
                }));
        assertEquals(List.of("sent " + ChannelException.Broken.class), log);
    }

    @Test // C09
    void theChannelIsClosedWithTheLastOfItsSenders() {
        Channel<Integer> channel = Channel.unbounded();
        Sender<Integer> one = channel.sender();
        Sender<Integer> two = channel.sender();
        assertTrue(one.trySend(1));
        one.close();
        one.close();
        assertThrows(ChannelException.Closed.class, () -> one.send(2));
        assertFalse(channel.isClosed());
        assertTrue(two.trySend(2));
        two.close();
        assertTrue(channel.isClosed());
        VirtualTime.run(iteration(channel.iterator()));
        assertEquals(List.of(1, 2, "end"), log);
    }

    @Test // Q02
    void joinWaitsUntilEveryValueIsDoneWithAndOneTooManyIsAnError() {
        Channel<Integer> channel = Channel.bounded(8);
        VirtualTime.run(script().await(channel.join())
                .run(() -> {
                    channel.trySend(1);
                    channel.trySend(2);
                    var unusedJoiner = spawn(script().await(channel.join()).run(() -> log.add("joined")));
                })
                .await(yieldNow())
                .run(() -> {
                    channel.tryReceive();
                    channel.tryReceive();
                    channel.taskDone();
                })
                .await(yieldNow())
                .run(() -> assertEquals(List.of(), log))
                .run(channel::taskDone)
                .await(yieldNow())
                .run(() -> assertThrows(IllegalStateException.class, channel::taskDone)));
        assertEquals(List.of("joined"), log);
    }

    @Test // Q10
    void joinStillWaitsForWhatWasTakenBeforeTheChannelWasAbandoned() {
        Channel<Integer> channel = Channel.bounded(8);
        VirtualTime.run(script().run(() -> {
                    channel.trySend(1);
                    channel.trySend(2);
                    channel.tryReceive();
                    channel.abandon();
                    var unusedJoiner = spawn(script().await(channel.join()).run(() -> log.add("joined")));
                })
                .await(yieldNow())
                .run(() -> log.add("done"))
                .run(channel::taskDone)
                .await(yieldNow()));
        assertEquals(List.of("done", "joined"), log);
    }
}
