// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.gatherOutcomes;
import static dev.heddle.runtime.Tasks.race;
import static dev.heddle.runtime.Tasks.shield;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Coroutine;
import dev.heddle.runtime.Outcome.Cancelled;
import dev.heddle.runtime.Outcome.Failed;
import dev.heddle.runtime.Outcome.Success;
import dev.heddle.runtime.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class RaceTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<Object> log = new ArrayList<>();
    private final List<Throwable> reported = new ArrayList<>();

    private static Script after(int seconds, Object value) {
        return script().await(sleep(Duration.ofSeconds(seconds))).give(value);
    }

    private static Script failing(int seconds, Throwable failure) {
        return script().await(sleep(Duration.ofSeconds(seconds))).then(v -> {
            throw failure;
        });
    }

    @Test
    void theFirstToFinishWinsAndTheOthersAreCancelledAndAwaited() {
        try (VirtualTime time = new VirtualTime()) {
            Object value = time.loop()
                    .runUntilDone(race(
                            after(2, "fast"),
                            script().await(sleep(HOUR))
                                    .lastly(v -> shield(sleep(SECOND)))
                                    .lastly(v -> log.add("loser"))));
            assertEquals("fast", value);
            assertEquals(List.of("loser"), log);
            assertEquals(Duration.ofSeconds(3), time.elapsed());
        }
    }

    @Test
    void aFailureWinsAsWellAndCarriesThoseOfTheLosers() {
        IOException failure = new IOException("first");
        IOException loser = new IOException("loser");
        assertSame(
                failure,
                assertThrows(
                        IOException.class,
                        () -> VirtualTime.run(race(
                                () -> failing(1, failure),
                                () -> script().await(sleep(HOUR)).rescue(e -> {
                                    throw loser;
                                })))));
        assertEquals(List.of(loser), List.of(failure.getSuppressed()));
    }

    @Test
    void aLoserThatFailsBesideAValueIsReported() {
        IOException loser = new IOException("loser");
        try (VirtualTime time = new VirtualTime((task, failure) -> reported.add(failure))) {
            assertEquals(
                    "value",
                    time.loop()
                            .runUntilDone(race(
                                    after(1, "value"),
                                    script().await(sleep(HOUR)).rescue(e -> {
                                        throw loser;
                                    }))));
        }
        assertEquals(List.of(loser), reported);
    }

    @Test
    void aTaskThatExistedBeforeLosesWithoutBeingCancelled() {
        VirtualTime.run(script().then(v -> {
                    log.add(spawn(after(5, "lives")));
                    return race((Task<?>) log.get(0), after(1, "wins"));
                })
                .then(log::add)
                .then(v -> (Task<?>) log.get(0))
                .then(log::add));
        assertEquals(List.of("wins", "lives"), log.subList(1, 3));
    }

    @Test
    void ofSeveralThatAreDoneTheFirstArgumentWins() {
        assertEquals("a", VirtualTime.run(race(Promise.completed("a"), Promise.completed("b"))));
    }

    @Test
    void aRaceOfNobodyIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> race(List.of()));
    }

    @Test
    void outcomesTellHowEachHasEnded() {
        IOException failure = new IOException();
        List<Outcome<Object>> outcomes = VirtualTime.run(gatherOutcomes(
                after(2, "value"),
                failing(1, failure),
                script().run(() -> Task.current().cancel("mine")).await(sleep(HOUR))));
        assertEquals(new Success<>("value"), outcomes.get(0));
        assertEquals(new Failed<>(failure), outcomes.get(1));
        assertEquals("mine", ((Cancelled<Object>) outcomes.get(2)).exception().getMessage());
        assertEquals("value", outcomes.get(0).get());
        assertSame(failure, assertThrows(IOException.class, outcomes.get(1)::get));
        assertThrows(CancellationException.class, outcomes.get(2)::get);
    }

    // G04
    @Test
    void cancellingAGatheringOfOutcomesCancelsItsTasksAndThrows() {
        IOException failure = new IOException();
        Object caught = VirtualTime.run(script().then(v -> {
                    Task<?> gathering = spawn(gatherOutcomes(
                            script().await(sleep(HOUR)).lastly(w -> log.add("cancelled")),
                            script().await(sleep(HOUR)).rescue(e -> {
                                throw failure;
                            })));
                    spawn(script().await(sleep(SECOND)).run(gathering::cancel));
                    return gathering;
                })
                .rescue(e -> e));
        assertInstanceOf(CancellationException.class, caught);
        assertEquals(List.of("cancelled"), log);
        assertEquals(List.of(failure), List.of(((Throwable) caught).getSuppressed()));
    }

    // G08
    @Test
    void twoThatFailTogetherAreBothHeardOf() {
        IOException first = new IOException("first");
        IOException second = new IOException("second");
        Throwable thrown = assertThrows(
                IOException.class, () -> VirtualTime.run(Tasks.gather(failing(1, first), failing(1, second))));
        assertSame(first, thrown);
        assertEquals(List.of(second), List.of(first.getSuppressed()));
    }

    // G08
    @Test
    void anExistingTaskThatFailsTogetherWithAMemberIsReported() {
        IOException existing = new IOException("existing");
        try (VirtualTime time = new VirtualTime((task, failure) -> reported.add(failure))) {
            time.loop()
                    .runUntilDone(script().then(v -> Tasks.gather(
                                    failing(1, new IOException("first")),
                                    spawn(script().await(yieldNow()).await(failing(1, existing)))))
                            .rescue(e -> e));
        }
        assertEquals(List.of(existing), reported);
    }

    /** Every failure is thrown, suppressed in what is thrown, or reported; every task ends. */
    @Test
    void noFailureIsLostWhateverTheOrder() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<Throwable> expected = new ArrayList<>();
            List<Throwable> seen = new ArrayList<>();
            List<Coroutine<Object>> members = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                members.add(member(random, expected));
            }
            boolean races = random.nextBoolean();
            try (VirtualTime time = new VirtualTime((task, failure) -> seen.add(failure))) {
                time.loop()
                        .runUntilDone(script().then(v -> races ? race(members) : Tasks.gather(members))
                                .rescue(e -> collect((Throwable) e, seen))
                                .run(() -> assertEquals(
                                        1, EventLoop.current().tasks().size())));
            }
            assertTrue(seen.containsAll(expected), "seed " + seed + ": " + expected + " but " + seen);
        }
    }

    private static Coroutine<Object> member(Random random, List<Throwable> expected) {
        int seconds = random.nextInt(3);
        IOException failure = new IOException("fails " + expected.size());
        return switch (random.nextInt(3)) {
            case 0 -> after(seconds, "value");
            case 1 ->
                after(seconds, null).then(v -> {
                    expected.add(failure);
                    throw failure;
                });
            default ->
                after(seconds, "value").rescue(e -> {
                    expected.add(failure);
                    throw failure;
                });
        };
    }

    private static Object collect(Throwable thrown, List<Throwable> seen) {
        seen.add(thrown);
        for (Throwable suppressed : thrown.getSuppressed()) {
            collect(suppressed, seen);
        }
        return null;
    }
}
