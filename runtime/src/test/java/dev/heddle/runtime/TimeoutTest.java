// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.shield;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.timeoutOrElse;
import static dev.heddle.runtime.Tasks.withTimeout;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeoutTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<Object> log = new ArrayList<>();

    @Test
    void whatIsDoneInTimeGivesItsValueAndTakesTheTimerBack() throws TimeoutException {
        try (VirtualTime time = new VirtualTime()) {
            assertEquals(
                    1,
                    time.loop()
                            .runUntilDone(withTimeout(
                                    HOUR, script().await(sleep(SECOND)).give(1))));
            time.loop().runUntilDone(script());
            assertEquals(SECOND, time.elapsed());
        }
    }

    // O01
    @Test
    void aTimeoutThrowsTimeoutExceptionCausedByTheCancellation() {
        Object caught = VirtualTime.run(script().then(v -> withTimeout(SECOND, script().await(sleep(HOUR))))
                .rescue(e -> script().await(yieldNow()).give(e)));
        assertInstanceOf(TimeoutException.class, caught);
        assertInstanceOf(CancellationException.class, ((Throwable) caught).getCause());
    }

    // O05
    @Test
    void ofNestedTimeoutsWithTheSameDeadlineOnlyTheOuterOneIsThrown() {
        VirtualTime.run(script().then(v -> withTimeout(
                        SECOND,
                        () -> script().then(w -> withTimeout(SECOND, script().await(sleep(HOUR))))
                                .lastly(w -> log.add("inner"))
                                .rescue(e -> {
                                    log.add(e);
                                    throw (Throwable) e;
                                })))
                .rescue(log::add));
        assertEquals(3, log.size());
        assertInstanceOf(CancellationException.class, log.get(1));
        assertInstanceOf(TimeoutException.class, log.get(2));
    }

    // O06
    @Test
    void aCancellationFromOutsideBeatsTheTimeout() {
        VirtualTime.run(script().then(v -> {
                    log.add(spawn(() ->
                            withTimeout(SECOND, script().await(sleep(HOUR)).rescue(e -> {
                                log.add(e);
                                return script().await(shield(sleep(HOUR))).then(w -> {
                                    throw (Throwable) e;
                                });
                            }))));
                    return yieldNow();
                })
                .run(() -> ((Task<?>) log.get(0)).cancel("outside"))
                .then(v -> script().then(w -> (Task<?>) log.get(0)).rescue(e -> e))
                .then(log::add));
        assertSame(log.get(1), log.get(2));
        assertTrue(((Task<?>) log.get(0)).isCancelled());
    }

    // O08, O14
    @Test
    void anotherFailureDuringTheTimeoutsCancellationIsThrown() {
        IOException failure = new IOException();
        assertSame(
                failure,
                assertThrows(
                        IOException.class,
                        () -> VirtualTime.run(
                                withTimeout(SECOND, script().await(sleep(HOUR)).rescue(e -> {
                                    throw failure;
                                })))));
    }

    // O10
    @Test
    void withoutTimeNothingIsStarted() {
        for (Duration none : List.of(Duration.ZERO, SECOND.negated())) {
            assertThrows(
                    TimeoutException.class,
                    () -> VirtualTime.run(withTimeout(none, script().run(() -> log.add("started")))));
            assertEquals(
                    "fallback",
                    VirtualTime.run(timeoutOrElse(none, () -> script().run(() -> log.add("started")), "fallback")));
        }
        assertEquals(List.of(), log);
    }

    // O12
    @Test
    void theCleanupIsWaitedFor() {
        try (VirtualTime time = new VirtualTime()) {
            assertThrows(
                    TimeoutException.class,
                    () -> time.loop()
                            .runUntilDone(withTimeout(
                                    SECOND, script().await(sleep(HOUR)).lastly(v -> shield(sleep(SECOND))))));
            assertEquals(Duration.ofSeconds(2), time.elapsed());
        }
    }

    // O13
    @Test
    void aCancellationThatIsSwallowedGivesTheValue() throws TimeoutException {
        assertEquals(
                42,
                VirtualTime.run(withTimeout(SECOND, script().await(sleep(HOUR)).rescue(e -> 42))));
    }

    // O16: the loop is blocked while both run out
    @Test
    void whenBothTimeoutsHaveRunOutTheOuterOneIsThrown() {
        AtomicLong time = new AtomicLong();
        GuestLoop guest = EventLoop.builder().guest(() -> {}, time::get);
        Task<Object> task = guest.loop()
                .spawn(script().then(v -> withTimeout(
                        Duration.ofMillis(20),
                        () -> script().then(w -> withTimeout(
                                        Duration.ofMillis(10),
                                        script().run(() -> time.addAndGet(30_000_000))
                                                .await(sleep(HOUR))))
                                .rescue(log::add)
                                .await(yieldNow())
                                .run(() -> log.add("never")))));
        while (!task.isDone()) {
            var unused = guest.poll();
        }
        assertInstanceOf(TimeoutException.class, task.exceptionNow());
        assertEquals(1, log.size());
        assertInstanceOf(CancellationException.class, log.get(0));
        guest.close();
    }

    // C05
    @Test
    void aTimeoutUnderAShieldStillRunsOut() {
        Object caught = VirtualTime.run(script().then(v -> CancelScope.<Object>run(scope -> {
            scope.setShielded(true);
            return script().then(w -> withTimeout(SECOND, script().await(sleep(HOUR))))
                    .rescue(e -> e);
        })));
        assertInstanceOf(TimeoutException.class, caught);
    }

    @Test
    void aTaskUnderATimeoutIsNotCancelledItself() {
        VirtualTime.run(script().then(v -> {
                    log.add(spawn(script().await(sleep(Duration.ofSeconds(5))).give("lives")));
                    return timeoutOrElse(SECOND, (Task<?>) log.get(0), "fallback");
                })
                .then(log::add)
                .then(v -> (Task<?>) log.get(0))
                .then(log::add));
        assertEquals(List.of("fallback", "lives"), log.subList(1, 3));
    }

    // K09
    @Test
    void aTimeoutInATaskScopeArrivesAsItIs() {
        assertThrows(
                TimeoutException.class,
                () -> VirtualTime.run(TaskScope.run(
                        scope -> script().then(v -> withTimeout(SECOND, script().await(sleep(HOUR)))))));
    }

    /** A value, a failure or a cancellation: what ends a body first is what comes out, and nothing else. */
    @Test
    void whateverTheTimesTheOutcomeIsOneThatTheyAllow() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int work = random.nextInt(4);
            int timeout = 1 + random.nextInt(4);
            int outside = 1 + random.nextInt(4);
            Object[] held = new Object[1];
            VirtualTime.run(script().then(v -> {
                        held[0] = spawn(() -> withTimeout(
                                Duration.ofSeconds(timeout),
                                script().await(sleep(Duration.ofSeconds(work))).give("value")));
                        return sleep(Duration.ofSeconds(outside));
                    })
                    .run(() -> ((Task<?>) held[0]).cancel())
                    .then(v -> script().then(w -> (Task<?>) held[0]).rescue(e -> null)));
            Task<?> task = (Task<?>) held[0];
            int first = Math.min(work, Math.min(timeout, outside));
            if (!task.isFailed() && !task.isCancelled()) {
                assertEquals(first, work, "seed " + seed);
            } else if (task.isCancelled()) {
                assertEquals(first, outside, "seed " + seed);
                assertInstanceOf(CancellationException.class, task.exceptionNow());
            } else {
                assertEquals(first, timeout, "seed " + seed);
                assertInstanceOf(TimeoutException.class, task.exceptionNow(), "seed " + seed);
            }
            assertFalse(work < timeout && work < outside && task.isFailed(), "seed " + seed);
        }
    }
}
