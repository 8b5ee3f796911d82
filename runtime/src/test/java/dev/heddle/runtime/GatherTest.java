// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.defer;
import static dev.heddle.runtime.Tasks.gather;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Coroutine;
import dev.heddle.runtime.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class GatherTest {

    private final List<Object> log = new ArrayList<>();

    private static Script after(int seconds, Object value) {
        return script().await(sleep(Duration.ofSeconds(seconds))).give(value);
    }

    private static Script failing(int seconds, Throwable failure) {
        return script().await(sleep(Duration.ofSeconds(seconds))).then(v -> {
            throw failure;
        });
    }

    // G01
    @Test
    void resultsComeInTheOrderOfTheArguments() {
        try (VirtualTime time = new VirtualTime()) {
            assertEquals(
                    List.of("slow", "fast", "now"),
                    time.loop().runUntilDone(gather(after(3, "slow"), after(1, "fast"), script().give("now"))));
            assertEquals(Duration.ofSeconds(3), time.elapsed());
        }
    }

    // G06
    @Test
    void nothingGathersAtOnceToAnEmptyList() {
        assertEquals(List.of(), VirtualTime.run(gather()));
        assertEquals(List.of(), VirtualTime.run(gather(List.of())));
    }

    @Test
    void whatIsDoneIsGatheredWithoutYielding() {
        VirtualTime.run(script().then(v -> {
                    spawn(script().run(() -> log.add("other")));
                    return gather(Promise.completed(1), Promise.completed(2));
                })
                .then(log::add));
        // The other one still starts, and is cancelled, when the run ends.
        assertEquals(List.of(List.of(1, 2), "other"), log);
    }

    @Test
    void nullsAreValues() {
        assertEquals(Arrays.asList(null, null), VirtualTime.run(gather(script(), Promise.<Object>completed(null))));
    }

    @Test
    void lambdasAreGatheredToo() {
        assertEquals(List.of("a", "b"), VirtualTime.run(gather(() -> after(2, "a"), () -> after(1, "b"))));
        assertEquals(List.of(1, "b"), VirtualTime.run(gather(Promise.completed(1), defer(() -> after(1, "b")))));
        dev.heddle.AsyncCallable<Object> lambda = () -> after(1, "c");
        List<Object> mixture = List.of(lambda, after(2, "d"));
        assertEquals(List.of("c", "d"), VirtualTime.run(gather(mixture)));
    }

    @Test
    void whatCanNotBeAwaitedIsRefusedAtOnce() {
        assertThrows(IllegalArgumentException.class, () -> gather(List.<Object>of("text")));
        assertThrows(NullPointerException.class, () -> gather((Coroutine<Object>) null, script()));
    }

    // G02, otherwise than asyncio
    @Test
    void theFirstFailureCancelsTheOthersAndWaitsForThem() {
        IOException failure = new IOException("first");
        try (VirtualTime time = new VirtualTime()) {
            Script sibling = script().await(sleep(Duration.ofHours(1)))
                    .lastly(v -> Tasks.shield(sleep(Duration.ofSeconds(5))))
                    .lastly(v -> log.add("cleaned up"));
            Throwable thrown = assertThrows(
                    IOException.class, () -> time.loop().runUntilDone(gather(sibling, failing(1, failure))));
            assertSame(failure, thrown);
            assertEquals(List.of("cleaned up"), log);
            assertEquals(Duration.ofSeconds(6), time.elapsed());
            assertEquals(0, thrown.getSuppressed().length);
        }
    }

    @Test
    void furtherFailuresAreSuppressedInTheFirst() {
        TimeoutException second = new TimeoutException();
        Script sibling = script().await(sleep(Duration.ofHours(1))).rescue(e -> {
            throw second;
        });
        Throwable thrown =
                assertThrows(IOException.class, () -> VirtualTime.run(gather(failing(1, new IOException()), sibling)));
        assertEquals(List.of(second), List.of(thrown.getSuppressed()));
    }

    @Test
    void aTaskThatExistedBeforeIsNotCancelled() {
        VirtualTime.run(script().then(v -> {
                    Task<Object> existing = spawn(after(10, "lives"));
                    log.add(existing);
                    return gather(existing, failing(1, new IOException()));
                })
                .rescue(e -> (Task<?>) log.get(0))
                .then(log::add));
        assertEquals("lives", log.get(1));
    }

    // G04
    @Test
    void cancellingTheGatheringCancelsWhatItStarted() {
        VirtualTime.run(script().then(v -> {
                    Task<Object> existing = spawn(after(10, "lives"));
                    Task<?> gathering = spawn(gather(
                            existing, script().await(sleep(Duration.ofHours(1))).lastly(w -> log.add("cleaned up"))));
                    log.add(existing);
                    log.add(gathering);
                    return yieldNow();
                })
                .await(yieldNow())
                .then(v -> ((Task<?>) log.get(1)).cancel("stop"))
                .then(v -> script().then(w -> (Task<?>) log.get(1)).rescue(e -> null))
                .run(() -> assertFalse(((Task<?>) log.get(0)).isDone()))
                .then(v -> (Task<?>) log.get(0)));
        assertEquals("cleaned up", log.get(2));
        assertTrue(((Task<?>) log.get(1)).isCancelled());
    }

    // G05
    @Test
    void aMemberCancelledByAnotherFailsTheGatheringWhichIsNotCancelledItself() {
        Object caught = VirtualTime.run(script().then(v -> {
                    Task<Object> member = spawn(after(10, "never"));
                    member.cancel("by another");
                    return gather(member, after(20, "sibling"));
                })
                .rescue(e -> script().await(yieldNow()).give(e)));
        assertInstanceOf(CancellationException.class, caught);
        assertEquals("by another", ((Throwable) caught).getMessage());
    }

    @Test
    void aCoroutineThatWasUsedFailsTheGatheringBeforeAnythingStarts() {
        assertThrows(
                IllegalStateException.class,
                () -> VirtualTime.run(script().then(v -> {
                    Script once = script().run(() -> log.add("started"));
                    return gather(once, once);
                })));
        assertEquals(List.of(), log);
    }

    @Test
    void gatheringsNest() {
        assertEquals(
                List.of(List.of(1, 2), List.of(3)),
                VirtualTime.run(Tasks.<Object>gather(gather(after(2, 1), after(1, 2)), gather(after(3, 3)))));
    }

    @Test
    void aFailureOfAnExistingTaskAfterTheGatheringFailedIsStillReported() {
        List<Object> reported = new ArrayList<>();
        try (VirtualTime time = new VirtualTime((task, failure) -> reported.add(failure.getMessage()))) {
            time.loop()
                    .runUntilDone(script().then(v -> gather(
                                    spawn(failing(5, new IOException("late"))), failing(1, new IOException("first"))))
                            .rescue(e -> log.add(e))
                            .await(sleep(Duration.ofSeconds(10))));
        }
        assertEquals(List.of("late"), reported);
        assertEquals(1, log.size());
    }

    @Test
    void tenThousandTasksAreGathered() {
        List<Coroutine<Object>> many = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            many.add(after(i % 100, i));
        }
        List<Object> values = VirtualTime.run(gather(many));
        for (int i = 0; i < 10_000; i++) {
            assertEquals(i, values.get(i));
        }
    }
}
