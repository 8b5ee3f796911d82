// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.AsyncIterator;
import dev.heddle.runtime.Script;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An iteration is for one task at a time. */
@Timeout(60)
class IterationTest {

    private final List<Object> log = new ArrayList<>();

    /** What is iterated over, and how it is sent there. */
    enum Source {
        CHANNEL {
            @Override
            Ends make() {
                Channel<String> channel = Channel.unbounded();
                return new Ends(channel.iterator(), channel::trySend, channel::close);
            }
        },
        BROADCAST {
            @Override
            Ends make() {
                BroadcastChannel<String> channel = BroadcastChannel.dropping(8);
                return new Ends(channel.subscribe(), channel::trySend, channel::close);
            }
        };

        abstract Ends make();
    }

    record Ends(AsyncIterator<String> each, Consumer<String> send, Runnable close) {

        Script step(String who, List<Object> log) {
            return script().then(v -> each.moveNext()).then(more -> log.add(who + " " + each.current()));
        }
    }

    private Script refused(Throwable failure) {
        assertTrue(failure.getMessage().contains("is in moveNext() of this iteration over"), failure::getMessage);
        assertTrue(failure.getMessage().contains("first"), failure::getMessage);
        return script().run(() -> log.add("refused"));
    }

    // I02
    @ParameterizedTest
    @EnumSource
    void aSecondTaskIsRefusedWhileTheFirstWaits(Source source) {
        Ends ends = source.make();
        VirtualTime.run(script().then(v -> {
            Task<?> first = spawn("first", ends.step("first", log));
            return script().await(yieldNow())
                    .await(ends.each.moveNext())
                    .rescue(failure -> refused((Throwable) failure))
                    .run(() -> ends.send.accept("value"))
                    .await(first);
        }));
        assertEquals(List.of("refused", "first value"), log);
    }

    @ParameterizedTest
    @EnumSource
    void norMayItTakeThePlaceOfAnElementThatTheFirstHasGotAndNotSeen(Source source) {
        Ends ends = source.make();
        VirtualTime.run(script().then(v -> {
            Task<?> first = spawn("first", ends.step("first", log));
            return script().await(yieldNow())
                    .run(() -> ends.send.accept("one"))
                    .run(() -> ends.send.accept("two"))
                    .await(ends.each.moveNext())
                    .rescue(failure -> refused((Throwable) failure))
                    .await(first)
                    .await(ends.step("second", log));
        }));
        assertEquals(List.of("refused", "first one", "second two"), log);
    }

    @ParameterizedTest
    @EnumSource
    void oneTaskAfterTheOtherIsFineAlsoIfTheFirstWasCancelled(Source source) {
        Ends ends = source.make();
        VirtualTime.run(script().then(v -> {
            Task<?> first = spawn("first", ends.step("first", log));
            Task<?> second = spawn(
                    "second",
                    script().await(yieldNow())
                            .run(first::cancel)
                            .await(yieldNow())
                            .await(ends.step("second", log)));
            return script().repeat(4, i -> yieldNow())
                    .run(() -> ends.send.accept("value"))
                    .await(second)
                    .run(() -> ends.close.run())
                    .await(ends.each.moveNext())
                    .then(log::add);
        }));
        assertEquals(List.of("second value", false), log);
    }
}
