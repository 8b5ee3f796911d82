// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Coroutine;
import dev.heddle.runtime.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class CancelScopeTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<Object> log = new ArrayList<>();
    private final List<CancelScope> scopes = new ArrayList<>();

    private static Duration seconds(int count) {
        return Duration.ofSeconds(count);
    }

    private Coroutine<Object> scoped(Duration limit, AsyncFunction<CancelScope, Object> body) {
        AsyncFunction<CancelScope, Object> noting = scope -> {
            scopes.add(scope);
            return body.apply(scope);
        };
        return limit == null ? CancelScope.run(noting) : CancelScope.run(limit, noting);
    }

    /** Runs, and gives the seconds of virtual time that it took. */
    private static long secondsOf(Coroutine<Object> main) {
        try (VirtualTime time = new VirtualTime()) {
            time.loop().runUntilDone(main);
            return time.elapsed().toSeconds();
        }
    }

    @Test
    void aScopeThatIsNotCancelledGivesItsValue() {
        assertEquals(
                7,
                VirtualTime.run(
                        scoped(null, scope -> script().await(sleep(SECOND)).give(7))));
        assertFalse(scopes.get(0).isCancelled());
    }

    // C01
    @Test
    void inACancelledScopeEveryAwaitThatWouldWaitThrowsAFreshException() {
        VirtualTime.run(script().then(v -> scoped(
                        null,
                        scope -> script().run(scope::cancel)
                                .await(sleep(HOUR))
                                .rescue(log::add)
                                .await(yieldNow())
                                .rescue(log::add)
                                .await(Promise.completed("ready"))
                                .then(log::add)))
                .await(sleep(SECOND))
                .run(() -> log.add("goes on")));
        assertEquals(4, log.size());
        assertInstanceOf(CancellationException.class, log.get(0));
        assertInstanceOf(CancellationException.class, log.get(1));
        assertNotSame(log.get(0), log.get(1));
        assertEquals(List.of("ready", "goes on"), log.subList(2, 4));
    }

    @Test
    void theScopeSwallowsItsCancellationAndCodeGoesOnUncancelled() {
        assertEquals(
                3,
                secondsOf(script().then(v -> scoped(seconds(2), scope -> script().await(sleep(HOUR))))
                        .then(log::add)
                        .await(sleep(SECOND))
                        .run(() -> log.add("after"))));
        assertEquals("after", log.get(1));
        assertEquals(null, log.get(0));
        assertTrue(scopes.get(0).isCancelled());
        assertTrue(scopes.get(0).isExpired());
    }

    @Test
    void aFailureOfTheBodyPassesThrough() {
        IOException failure = new IOException();
        assertSame(
                failure,
                assertThrows(
                        IOException.class,
                        () -> VirtualTime.run(scoped(
                                null,
                                scope -> script().run(scope::cancel).then(v -> {
                                    throw failure;
                                })))));
    }

    @Test
    void aCancellationExceptionInAScopeThatIsNotCancelledIsAFailure() {
        assertThrows(
                CancellationException.class,
                () -> VirtualTime.run(scoped(
                        null,
                        scope -> script().then(v -> {
                            throw new CancellationException();
                        }))));
    }

    // C02
    @Test
    void aShieldKeepsOutTheOuterCancellationButNotItsOwn() {
        assertEquals(
                5,
                secondsOf(script().then(v -> scoped(
                        SECOND,
                        outer -> script().then(w -> scoped(seconds(5), inner -> {
                                    inner.setShielded(true);
                                    return script().await(sleep(HOUR));
                                }))
                                .run(() -> log.add("inner is over"))
                                .await(yieldNow())
                                .run(() -> log.add("never"))))));
        assertEquals(List.of("inner is over"), log);
        assertTrue(scopes.get(0).isCancelled());
        assertTrue(scopes.get(1).isExpired());
    }

    // C02
    @Test
    void removingTheShieldLetsTheOuterCancellationIn() {
        assertEquals(
                3,
                secondsOf(script().then(v -> {
                            spawn(script().await(sleep(seconds(3)))
                                    .run(() -> scopes.get(1).setShielded(false)));
                            return scoped(
                                    SECOND,
                                    outer -> script().then(w -> scoped(null, inner -> {
                                        inner.setShielded(true);
                                        return script().await(sleep(HOUR));
                                    })));
                        })
                        .run(() -> log.add("after"))));
        assertFalse(scopes.get(1).isCancelled());
        assertEquals(List.of("after"), log);
    }

    // C04
    @Test
    void theEffectiveDeadlineIsTheEarliestUpToTheNearestShieldAndNowOnceCancelled() {
        VirtualTime.run(script().run(() -> log.add(CancelScope.timeLeft()))
                .then(v -> scoped(
                        seconds(5),
                        a -> script().then(w -> scoped(
                                seconds(9),
                                b -> script().run(() -> {
                                    log.add(CancelScope.timeLeft());
                                    b.setShielded(true);
                                    log.add(CancelScope.timeLeft());
                                    b.cancel();
                                    log.add(CancelScope.timeLeft());
                                }))))));
        assertEquals(
                List.of(Optional.empty(), Optional.of(seconds(5)), Optional.of(seconds(9)), Optional.of(Duration.ZERO)),
                log);
    }

    // C06
    @Test
    void aDeadlineCountsFromTheEntry() {
        Coroutine<Object> made = scoped(seconds(2), scope -> script().await(sleep(HOUR)));
        assertEquals(12, secondsOf(script().await(sleep(seconds(10))).await(made)));
    }

    // O02
    @Test
    void aDeadlineOfNothingCancelsAtTheFirstWait() {
        assertEquals(
                null,
                VirtualTime.run(scoped(
                        Duration.ZERO,
                        scope -> script().run(() -> log.add("runs"))
                                .await(yieldNow())
                                .give(1))));
        assertEquals(List.of("runs"), log);
        assertEquals(1, VirtualTime.run(scoped(Duration.ZERO, scope -> script().give(1))));
    }

    // O04
    @Test
    void aBodyThatSwallowsTheCancellationGivesItsValue() {
        assertEquals(
                "late",
                VirtualTime.run(
                        scoped(SECOND, scope -> script().await(sleep(HOUR)).rescue(e -> "late"))));
        assertTrue(scopes.get(0).isExpired());
    }

    // O17
    @Test
    void aDeadlineCanBeMovedAndRemoved() {
        assertEquals(
                7,
                secondsOf(script().then(v -> scoped(
                        SECOND,
                        scope -> script().run(() -> {
                                    log.add(scope.deadline().getAsLong()
                                            - Scheduler.current().nanoTime());
                                    scope.removeDeadline();
                                    log.add(scope.deadline());
                                })
                                .await(sleep(seconds(5)))
                                .run(() -> scope.reschedule(seconds(2)))
                                .await(sleep(HOUR))))));
        assertEquals(List.of(SECOND.toNanos(), OptionalLong.empty()), log);
    }

    // O09
    @Test
    void reschedulingAScopeThatHasEndedIsRefused() {
        VirtualTime.run(scoped(SECOND, scope -> script()));
        Throwable thrown =
                assertThrows(IllegalStateException.class, () -> scopes.get(0).reschedule(SECOND));
        assertTrue(thrown.getMessage().contains("has ended"), thrown.getMessage());
        assertFalse(scopes.get(0).cancel());
    }

    // O09
    @Test
    void runningAScopeTwiceIsRefused() {
        Coroutine<Object> once = scoped(SECOND, scope -> script());
        VirtualTime.run(once);
        Throwable thrown = assertThrows(IllegalStateException.class, () -> VirtualTime.run(once));
        assertTrue(thrown.getMessage().contains("dev.heddle.runtime.CancelScope.run"), thrown.getMessage());
    }

    @Test
    void anotherTaskCancelsTheScopeWithAReason() {
        VirtualTime.run(script().then(v -> {
            spawn(script().run(() -> scopes.get(0).cancel("enough")));
            return scoped(null, scope -> script().await(sleep(HOUR)).rescue(log::add));
        }));
        assertEquals("enough", ((Throwable) log.get(0)).getMessage());
    }

    @Test
    void anotherThreadCancelsTheScope() {
        Object value = EventLoop.run(script().then(v -> scoped(null, scope -> {
                    new Thread(scope::cancel).start();
                    return script().await(sleep(HOUR));
                }))
                .give("after"));
        assertEquals("after", value);
    }

    @Test
    void cancellingTheTaskPassesThroughItsScopes() {
        VirtualTime.run(script().then(v -> {
                    Task<Object> task = spawn(scoped(seconds(9), scope -> script().await(sleep(HOUR))));
                    log.add(task);
                    return yieldNow();
                })
                .run(() -> ((Task<?>) log.get(0)).cancel())
                .then(v -> script().then(w -> (Task<?>) log.get(0)).rescue(log::add)));
        assertTrue(((Task<?>) log.get(0)).isCancelled());
    }

    @Test
    void aValueThatWasDeliveredBeforeTheCancellationIsNotLost() {
        Promise<Object> promise = new Promise<>();
        VirtualTime.run(script().then(v -> {
            spawn(script().run(() -> {
                promise.complete("value");
                scopes.get(0).cancel();
            }));
            return scoped(null, scope -> script().await(promise).then(log::add).await(yieldNow()));
        }));
        assertEquals(List.of("value"), log);
    }

    @Test
    void whatFailsInTheCourseOfACancellationIsNotSwallowedWithIt() {
        IOException failure = new IOException("close");
        assertSame(
                failure,
                assertThrows(
                        IOException.class,
                        () -> VirtualTime.run(scoped(
                                SECOND,
                                scope -> script().await(sleep(HOUR)).rescue(e -> {
                                    ((Throwable) e).addSuppressed(failure);
                                    throw (Throwable) e;
                                })))));
    }

    @Test
    void aScopeOnAnExecutorIsCancelledByItsDeadline() throws Exception {
        var pool = java.util.concurrent.Executors.newFixedThreadPool(2);
        try {
            Task<Object> task =
                    Scheduler.over(pool).spawn(scoped(Duration.ofMillis(5), scope -> script().await(sleep(HOUR))));
            assertEquals(null, task.toCompletableFuture().get(20, java.util.concurrent.TimeUnit.SECONDS));
            assertTrue(scopes.get(0).isExpired());
        } finally {
            pool.shutdown();
        }
    }
}
