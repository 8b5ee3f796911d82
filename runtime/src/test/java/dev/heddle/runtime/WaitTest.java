// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.asCompleted;
import static dev.heddle.runtime.Tasks.interval;
import static dev.heddle.runtime.Tasks.retry;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.spawnNow;
import static dev.heddle.runtime.Tasks.waitFor;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.AsyncIterator;
import dev.heddle.Deferred;
import dev.heddle.runtime.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitTest {

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

    private static Script iterate(AsyncIterator<?> iterator, int most, Script.Step body) {
        return script().repeat(
                        most,
                        i -> script().await(iterator.moveNext())
                                .then(more -> (Boolean) more ? body.go(iterator.current()) : null));
    }

    // W01
    @Test
    void waitingForNothingIsRefusedAndDuplicatesCountOnce() {
        assertThrows(IllegalArgumentException.class, () -> waitFor(WaitUntil.ALL, List.of()));
        Promise<Object> done = Promise.completed(1);
        Object waited = VirtualTime.run(waitFor(WaitUntil.ALL, List.of(done, done)));
        assertEquals(List.of(done), ((Waited<?>) waited).done());
    }

    // W02
    @Test
    void aWaitThatTimesOutCancelsNothingAndThrowsNothing() {
        VirtualTime.run(script().then(v -> {
                    Task<Object> slow = spawn(after(9, "slow"));
                    Task<Object> fast = spawn(after(1, "fast"));
                    log.add(slow);
                    return script().await(waitFor(WaitUntil.ALL, Duration.ofSeconds(2), List.of(slow, fast)))
                            .then(w -> {
                                assertEquals(List.of(fast), ((Waited<?>) w).done());
                                assertEquals(List.of(slow), ((Waited<?>) w).pending());
                                return null;
                            });
                })
                .then(v -> (Task<?>) log.get(0))
                .then(log::add));
        assertEquals("slow", log.get(1));
    }

    // W04
    @Test
    void aCancelledMemberIsNoFailureForFirstFailed() {
        IOException failure = new IOException();
        try (VirtualTime time = new VirtualTime((task, thrown) -> reported.add(thrown))) {
            time.loop()
                    .runUntilDone(script().then(v -> {
                                Task<Object> cancelled = spawn(after(9, null));
                                spawn(script().await(sleep(SECOND)).run(cancelled::cancel));
                                Task<Object> failed = spawn(failing(2, failure));
                                return waitFor(
                                        WaitUntil.FIRST_FAILED, List.of(cancelled, failed, spawn(after(5, null))));
                            })
                            .then(w -> log.add(((Waited<?>) w).done().size())));
            assertEquals(Duration.ofSeconds(2), time.elapsed());
        }
        assertEquals(List.of(2), log);
        // Waiting is not hearing.
        assertEquals(List.of(failure), reported);
    }

    // W05
    @Test
    void cancellingAWaitDoesNotCancelItsMembers() {
        VirtualTime.run(script().then(v -> {
                    Task<Object> member = spawn(after(5, "member"));
                    Task<?> waiting = spawn(waitFor(WaitUntil.ALL, List.of(member)));
                    log.add(member);
                    spawn(script().await(sleep(SECOND)).run(waiting::cancel));
                    return waiting;
                })
                .rescue(e -> (Task<?>) log.get(0))
                .then(log::add));
        assertEquals("member", log.get(1));
    }

    // W06
    @Test
    void membersThatFinishTogetherAreAllDone() {
        VirtualTime.run(script().then(v -> waitFor(
                        WaitUntil.FIRST_COMPLETED, List.of(spawn(after(1, 1)), spawn(after(1, 2)), spawn(after(2, 3)))))
                .then(w -> log.add(((Waited<?>) w).done().size())));
        assertEquals(List.of(2), log);
    }

    // A01
    @Test
    void elementsComeInTheOrderOfTheirCompletion() {
        VirtualTime.run(iterate(
                asCompleted(after(3, "c"), after(1, "a"), after(2, "b")).iterator(),
                4,
                done -> log.add(((Deferred<?>) done).resultNow())));
        assertEquals(List.of("a", "b", "c"), log);
    }

    // A02
    @Test
    void theElementsAreTheCallersOwnTasks() {
        VirtualTime.run(script().then(v -> {
            Task<Object> task = spawn(after(1, "a"));
            log.add(task);
            return iterate(Tasks.<Object>asCompleted(List.of(task)).iterator(), 1, log::add);
        }));
        assertSame(log.get(0), log.get(1));
    }

    @Test
    void anIterationThatEndsEarlyLeavesItsTasksAndTheirFailuresAlone() {
        IOException late = new IOException("late");
        try (VirtualTime time = new VirtualTime((task, thrown) -> reported.add(thrown))) {
            time.loop()
                    .runUntilDone(iterate(
                                    asCompleted(after(1, "a"), failing(2, late)).iterator(), 1, log::add)
                            .await(sleep(Duration.ofSeconds(5))));
        }
        assertEquals(1, log.size());
        assertEquals(List.of(late), reported);
    }

    @Test
    void whatFailsIsTriedAgainAfterGrowingDelays() {
        RetryPolicy policy = RetryPolicy.attempts(4).delay(SECOND).longest(Duration.ofSeconds(3));
        try (VirtualTime time = new VirtualTime()) {
            Object value = time.loop().runUntilDone(retry(policy, () -> {
                log.add(time.elapsed().toSeconds());
                return log.size() < 4 ? failing(0, new IOException()) : after(0, "value");
            }));
            assertEquals("value", value);
            assertEquals(List.of(0L, 1L, 3L, 6L), log);
        }
    }

    @Test
    void theLastFailureCarriesTheOthers() {
        RetryPolicy policy = RetryPolicy.attempts(3).delay(Duration.ZERO).jitter(1);
        Throwable thrown = assertThrows(
                IOException.class,
                () -> VirtualTime.run(retry(policy, () -> {
                    log.add("try");
                    throw new IOException("attempt " + log.size());
                })));
        assertEquals("attempt 3", thrown.getMessage());
        assertEquals(2, thrown.getSuppressed().length);
    }

    @Test
    void whatIsNotWorthItIsNotTriedAgain() {
        RetryPolicy policy = RetryPolicy.attempts(3).on(e -> e instanceof IOException);
        assertThrows(
                IllegalArgumentException.class,
                () -> VirtualTime.run(retry(policy, () -> {
                    log.add("try");
                    throw new IllegalArgumentException();
                })));
        assertEquals(1, log.size());
    }

    @Test
    void aCancellationIsNotTriedAgain() {
        Object value = VirtualTime.run(Tasks.timeoutOrElse(
                SECOND,
                retry(RetryPolicy.attempts(9), () -> {
                    log.add("try");
                    return script().await(sleep(HOUR));
                }),
                "timeout"));
        assertEquals("timeout", value);
        assertEquals(1, log.size());
    }

    @Test
    void ticksDoNotDriftAndThoseThatAreMissedAreSkipped() {
        try (VirtualTime time = new VirtualTime()) {
            int[] work = {300, 1_500, 2_600, 0};
            time.loop().runUntilDone(iterate(interval(SECOND).iterator(), 4, tick -> {
                log.add(tick + " at " + time.elapsed().toMillis());
                return sleep(Duration.ofMillis(work[(log.size() - 1) % 4]));
            }));
        }
        assertEquals(List.of("1 at 1000", "2 at 2000", "3 at 3500", "6 at 6100"), log);
    }

    @Test
    void aPeriodOfNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> interval(Duration.ZERO));
    }

    // E01
    @Test
    void anEagerTaskThatDoesNotWaitEndsInsideTheSpawn() {
        VirtualTime.run(script().run(() -> {
            Task<Object> task = spawnNow(script().run(() -> log.add("child")).give(1));
            log.add("parent");
            assertTrue(task.isDone());
        }));
        assertEquals(List.of("child", "parent"), log);
    }

    // E02
    @Test
    void theCurrentTaskIsTheChildDuringTheEagerStepAndTheCallerAgainAfterwards() {
        VirtualTime.run(script().run(() -> {
            Task<?> caller = Task.current();
            Task<Object> child = spawnNow(script().run(() -> log.add(Task.current())));
            assertSame(child, log.get(0));
            assertSame(caller, Task.current());
        }));
    }

    // E04
    @Test
    void anEagerTaskThatFailsAtOnceCancelsTheScope() {
        IOException failure = new IOException();
        assertSame(
                failure,
                assertThrows(
                        IOException.class,
                        () -> VirtualTime.run(TryScope.open(scope -> script().run(() -> {
                                    scope.spawn(script().await(sleep(HOUR)).lastly(v -> log.add("sibling")));
                                    scope.spawnNow(failing(0, failure).rescue(e -> {
                                        throw (Throwable) e;
                                    }));
                                    scope.spawnNow(script().then(v -> {
                                        throw failure;
                                    }));
                                })
                                .await(yieldNow())))));
        assertEquals(List.of("sibling"), log);
    }

    // E05
    @Test
    void anEagerTaskThatWaitsIsCancelledLikeAnyOther() {
        VirtualTime.run(script().then(v -> {
                    Task<Object> task = spawnNow(script().await(sleep(HOUR)));
                    assertFalse(task.isDone());
                    task.cancel("enough");
                    return task;
                })
                .rescue(e -> log.add(((Throwable) e).getMessage())));
        assertEquals(List.of("enough"), log);
    }

    @Test
    void eagerTasksInsideOneAnotherDoNotOverflowTheStack() {
        VirtualTime.run(script().run(() -> nest(100_000)).await(sleep(SECOND)));
        assertEquals(List.of("deepest"), log);
    }

    private void nest(int levels) {
        if (levels == 0) {
            log.add("deepest");
        } else {
            spawnNow(script().run(() -> nest(levels - 1)));
        }
    }

    @Test
    void theParentIsTheTaskThatSpawnedAndIsForgottenWithItsEnd() {
        VirtualTime.run(script().then(v -> {
                    assertNull(Task.current().parent());
                    Task<?> caller = Task.current();
                    log.add(spawn(script().run(() -> {
                        assertSame(caller, Task.current().parent());
                        log.add(spawn(after(2, null)));
                    })));
                    return sleep(SECOND);
                })
                .run(() -> {
                    assertNull(((Task<?>) log.get(0)).parent());
                    assertNull(((Task<?>) log.get(1)).parent());
                }));
    }
}
