// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.shield;
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
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class TaskScopeTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<Object> log = new ArrayList<>();
    private final List<TaskScope> scopes = new ArrayList<>();
    private final List<Throwable> reported = new ArrayList<>();

    private static Script after(int seconds, Object value) {
        return script().await(sleep(Duration.ofSeconds(seconds))).give(value);
    }

    private static Script failing(int seconds, Throwable failure) {
        return script().await(sleep(Duration.ofSeconds(seconds))).then(v -> {
            throw failure;
        });
    }

    /** Never ends by itself, and fails when it is cancelled. */
    private static Script failingInCleanup(Throwable failure) {
        return script().await(sleep(HOUR)).rescue(e -> {
            throw failure;
        });
    }

    private static Script sleeping() {
        return script().await(sleep(HOUR));
    }

    private Coroutine<Object> open(AsyncFunction<TaskScope, Object> body) {
        return TryScope.open(scope -> {
            scopes.add(scope);
            return body.apply(scope);
        });
    }

    /** Gives the failure of a run, and checks that it took so many seconds. */
    private Throwable failureAfter(int seconds, Coroutine<Object> main) {
        try (VirtualTime time = new VirtualTime((task, failure) -> reported.add(failure))) {
            Throwable thrown = assertThrows(Throwable.class, () -> time.loop().runUntilDone(main));
            assertEquals(Duration.ofSeconds(seconds), time.elapsed());
            return thrown;
        }
    }

    @Test
    void theBlockEndsWhenAllItsTasksHaveEnded() {
        try (VirtualTime time = new VirtualTime()) {
            Object value = time.loop()
                    .runUntilDone(open(scope -> script().run(() -> {
                                scope.spawn(after(3, "slow").then(log::add));
                                scope.spawn("named", () -> after(1, "fast").then(log::add));
                                assertEquals(2, scope.tasks().size());
                                assertEquals("named", scope.tasks().get(1).name());
                            })
                            .give("value")));
            assertEquals("value", value);
            assertEquals(List.of("fast", "slow"), log);
            assertEquals(Duration.ofSeconds(3), time.elapsed());
        }
    }

    // K01
    @Test
    void aFailingTaskCancelsTheOthersAndIsThrownInTheBodyItself() {
        IOException failure = new IOException();
        assertSame(
                failure,
                failureAfter(
                        1,
                        open(scope -> script().run(() -> {
                                    scope.spawn(sleeping().lastly(v -> log.add("sibling")));
                                    scope.spawn(failing(1, failure));
                                })
                                .await(sleep(HOUR))
                                .lastly(v -> log.add("body")))));
        assertEquals(List.of("body", "sibling"), log.stream().sorted().toList());
        assertEquals(0, failure.getSuppressed().length);
    }

    @Test
    void everyFurtherAwaitOfTheBodyThrowsTheSameFailure() {
        IOException failure = new IOException();
        assertSame(
                failure,
                failureAfter(
                        1,
                        open(scope -> script().run(() -> scope.spawn(failing(1, failure)))
                                .await(sleep(HOUR))
                                .rescue(log::add)
                                .await(yieldNow()))));
        assertEquals(List.of(failure), log);
    }

    @Test
    void aFailureThatTheBodyHasSwallowedIsNotThrownAgain() {
        Object value = VirtualTime.run(open(scope -> script().run(() -> scope.spawn(failing(1, new IOException())))
                .await(sleep(HOUR))
                .rescue(e -> "swallowed")));
        assertEquals("swallowed", value);
    }

    @Test
    void closingThrowsAFailureThatTheBodyHasNotGot() {
        IOException failure = new IOException();
        IOException second = new IOException();
        assertSame(
                failure,
                failureAfter(
                        2,
                        open(scope -> script().run(() -> {
                            scope.spawn(failing(2, failure));
                            scope.spawn(failingInCleanup(second));
                        }))));
        assertEquals(List.of(second), List.of(failure.getSuppressed()));
    }

    @Test
    void theFailureThatTheBodyGotFromAnAwaitOfTheTaskIsNotThrownAgain() {
        IOException failure = new IOException();
        assertSame(failure, failureAfter(1, open(scope -> script().then(v -> scope.spawn(failing(1, failure))))));
        assertEquals(0, failure.getSuppressed().length);
    }

    @Test
    void theFailureThatTheBodyGotFromAGatherIsNotThrownAgain() {
        IOException failure = new IOException();
        assertSame(
                failure,
                failureAfter(
                        1,
                        open(scope -> script().then(v ->
                                Tasks.gather(scope.spawn(failing(1, failure)), scope.spawn(sleeping()))))));
        assertEquals(0, failure.getSuppressed().length);
    }

    @Test
    void theFailureThatTheBodyGotFromAPromiseIsNotThrownAgain() {
        IOException failure = new IOException();
        Promise<Object> promise = new Promise<>();
        assertSame(
                failure,
                failureAfter(
                        1,
                        open(scope -> script().run(() -> scope.spawn(after(1, null)
                                        .run(() -> {
                                            promise.fail(failure);
                                        })
                                        .then(v -> {
                                            throw failure;
                                        })))
                                .await(promise))));
    }

    // K02
    @Test
    void aBodyThatFailsByItselfInRunCancelsTheTasksAndKeepsTheirFailures() {
        IOException failure = new IOException("body");
        IOException first = new IOException("first");
        IOException second = new IOException("second");
        assertSame(
                failure,
                failureAfter(
                        1,
                        TaskScope.run(scope -> script().run(() -> {
                                    scope.spawn(failingInCleanup(first));
                                    scope.spawn(failingInCleanup(second));
                                })
                                .await(sleep(SECOND))
                                .then(v -> {
                                    throw failure;
                                }))));
        assertEquals(List.of(first), List.of(failure.getSuppressed()));
        assertEquals(List.of(second), List.of(first.getSuppressed()));
    }

    // K10
    @Test
    void anErrorOfTheBodyIsThrownBareAfterTheTasksHaveEnded() {
        AssertionError failure = new AssertionError();
        assertSame(
                failure,
                failureAfter(
                        2,
                        TaskScope.run(scope -> script().run(() ->
                                        scope.spawn(sleeping().lastly(v -> shield(sleep(Duration.ofSeconds(2))))))
                                .await(yieldNow())
                                .then(v -> {
                                    throw failure;
                                }))));
    }

    // K03
    @Test
    void aCancelledOwnerCancelsTheTasksAndEndsCancelled() {
        Task<?> task = cancelledAfterASecond(open(scope -> script().run(() -> {
                    scope.spawn(sleeping().lastly(v -> log.add("child")));
                })
                .await(sleep(HOUR))));
        assertTrue(task.isCancelled());
        assertEquals(List.of("child"), log);
    }

    // K03
    @Test
    void anOwnerThatIsCancelledWhileTheScopeClosesCancelsTheTasks() {
        Task<?> task = cancelledAfterASecond(open(scope ->
                script().run(() -> scope.spawn(sleeping().lastly(v -> log.add("child"))))));
        assertEquals(List.of("child"), log);
        assertTrue(task.isCancelled());
        assertEquals(0, task.exceptionNow().getSuppressed().length);
    }

    // K03
    @Test
    void aTimeoutThatPassesWhileTheScopeClosesIsNotTakenForSuccess() throws TimeoutException {
        Throwable thrown = failureAfter(
                1,
                Tasks.withTimeout(
                        SECOND,
                        open(scope ->
                                script().run(() -> scope.spawn(sleeping())).give("all done"))));
        assertInstanceOf(TimeoutException.class, thrown);
    }

    // K03
    @Test
    void whoCancelsItsOwnScopeAndLeavesItIsNotCancelled() {
        assertEquals(
                "all done",
                VirtualTime.run(open(scope -> script().run(() -> scope.spawn(sleeping()))
                        .run(scope::cancel)
                        .give("all done"))));
    }

    // K04
    @Test
    void aFailureInTheCleanupOfACancelledScopeIsNotLost() {
        IOException failure = new IOException();
        Task<?> task = cancelledAfterASecond(open(scope ->
                script().run(() -> scope.spawn(failingInCleanup(failure))).await(sleep(HOUR))));
        assertTrue(task.isCancelled());
        assertEquals(List.of(failure), List.of(task.exceptionNow().getSuppressed()));
    }

    // K04
    @Test
    void aTimeoutDoesNotHideWhatFailedInTheCleanupOfAScope() {
        IOException failure = new IOException();
        assertSame(
                failure,
                failureAfter(
                        1,
                        Tasks.timeoutOrElse(
                                SECOND,
                                open(scope -> script().run(() -> scope.spawn(failingInCleanup(failure)))
                                        .await(sleep(HOUR))),
                                "fallback")));
    }

    private Task<?> cancelledAfterASecond(Coroutine<Object> body) {
        Object[] held = new Object[1];
        try (VirtualTime time = new VirtualTime((task, failure) -> reported.add(failure))) {
            time.loop()
                    .runUntilDone(script().then(v -> {
                                held[0] = spawn(body);
                                return sleep(SECOND);
                            })
                            .run(() -> ((Task<?>) held[0]).cancel())
                            .then(v -> script().then(w -> (Task<?>) held[0]).rescue(e -> null)));
            assertEquals(SECOND, time.elapsed());
        }
        return (Task<?>) held[0];
    }

    // K05
    @Test
    void aTaskThatIsCancelledByItselfDoesNotDisturbTheOthers() {
        Object value = VirtualTime.run(open(scope -> script().run(() -> {
                    scope.spawn(sleeping()).cancel();
                    scope.spawn(after(2, "lives").then(log::add));
                })
                .await(sleep(SECOND))
                .give("value")));
        assertEquals("value", value);
        assertEquals(List.of("lives"), log);
    }

    // K06
    @Test
    void aClosedScopeRefusesTasksAndLeavesTheCoroutineUnused() {
        Script late = after(1, "late");
        Object value =
                VirtualTime.run(script().then(v -> open(scope -> script())).then(v -> {
                    assertThrows(
                            IllegalStateException.class, () -> scopes.get(0).spawn(late));
                    assertThrows(
                            IllegalStateException.class, () -> scopes.get(0).spawn(() -> script()));
                    return late;
                }));
        assertEquals("late", value);
    }

    @Test
    void whileTheScopeClosesItsTasksMayStillSpawnOthers() {
        VirtualTime.run(open(scope -> script().run(() -> scope.spawn(
                after(1, null).run(() -> scope.spawn(after(1, "grandchild").then(log::add)))))));
        assertEquals(List.of("grandchild"), log);
    }

    // K08
    @Test
    void afterTheFailureWasCaughtCodeGoesOnUncancelled() {
        VirtualTime.run(script().then(v -> open(scope -> script().run(() -> scope.spawn(failing(1, new IOException())))
                        .await(sleep(HOUR))))
                .rescue(log::add)
                .await(sleep(SECOND))
                .run(() -> log.add("goes on")));
        assertEquals("goes on", log.get(1));
    }

    // K12
    @Test
    void nestedScopesFailTogetherAndLoseNothing() {
        IOException outerFailure = new IOException("outer");
        IOException innerFailure = new IOException("inner");
        Throwable thrown = failureAfter(
                1,
                open(outer -> script().run(() -> outer.spawn(failing(1, outerFailure)))
                        .then(v -> open(inner -> script().run(() -> inner.spawn(failing(1, innerFailure)))
                                .await(sleep(HOUR))))));
        Throwable other = thrown == outerFailure ? innerFailure : outerFailure;
        assertEquals(List.of(other), List.of(thrown.getSuppressed()));
    }

    @Test
    void anOuterScopesFailureCancelsTheTasksOfTheInnerOne() {
        IOException failure = new IOException();
        assertSame(
                failure,
                failureAfter(
                        1,
                        open(outer -> script().run(() -> outer.spawn(failing(1, failure)))
                                .then(v -> open(inner -> script().run(
                                                () -> inner.spawn(sleeping().rescue(log::add))))))));
        assertInstanceOf(CancellationException.class, log.get(0));
    }

    @Test
    void aScopeInATaskOfAScopeIsCancelledWithIt() {
        VirtualTime.run(CancelScope.<Object>run(
                SECOND,
                around -> open(outer -> script().run(() -> outer.spawn(open(inner ->
                        script().run(() -> inner.spawn(sleeping().lastly(v -> log.add("grandchild"))))))))));
        assertEquals(List.of("grandchild"), log);
    }

    @Test
    void aShieldAroundTheScopeProtectsItsTasks() {
        cancelledAfterASecond(CancelScope.<Object>run(around -> {
            around.setShielded(true);
            return open(scope -> script().run(() -> {
                scope.spawn(sleeping().rescue(e -> log.add("cancelled")));
                scope.spawn(script().await(yieldNow()).run(() -> around.reschedule(SECOND)));
            }));
        }));
        assertEquals(List.of("cancelled"), log);
    }

    // K13
    @Test
    void aScopeWithoutATaskIsRefused() {
        assertThrows(IllegalStateException.class, TaskScope::open);
    }

    // K13
    @Test
    void onlyItsOwnerClosesAScopeAndTwiceIsOnce() {
        VirtualTime.run(open(scope -> script().then(
                        v -> script().then(w -> spawn(scope.closeAsync())).rescue(log::add))
                .await(scope.closeAsync())
                .await(scope.closeAsync())));
        assertInstanceOf(IllegalStateException.class, log.get(0));
    }

    @Test
    void cancellingAScopeCancelsItsTasksAndItsBody() {
        VirtualTime.run(TaskScope.run(scope -> script().run(() -> {
                    scope.spawn(sleeping().lastly(v -> log.add("child")));
                    scope.spawn(after(1, null).run(() -> scope.cancel("enough")));
                })
                .await(sleep(HOUR))
                .lastly(v -> log.add("body"))));
        assertEquals(List.of("body", "child"), log.stream().sorted().toList());
    }

    @Test
    void inASupervisorEachTaskFailsForItselfAndIsReportedIfNobodyAwaitsIt() {
        IOException awaited = new IOException("awaited");
        IOException unheard = new IOException("unheard");
        try (VirtualTime time = new VirtualTime((task, failure) -> reported.add(failure))) {
            time.loop()
                    .runUntilDone(TryScope.supervisor(scope -> script().then(v -> {
                                scope.spawn(after(3, "lives").then(log::add));
                                scope.spawn(failing(1, unheard));
                                return scope.spawn(failing(1, awaited));
                            })
                            .rescue(log::add)
                            .await(sleep(SECOND))));
        }
        assertEquals(List.of(awaited, "lives"), log);
        assertEquals(List.of(unheard), reported);
    }

    @Test
    void startWaitsUntilTheTaskIsReady() {
        try (VirtualTime time = new VirtualTime()) {
            time.loop()
                    .runUntilDone(open(scope -> script().then(v -> scope.<Object>start(ready -> after(1, null)
                                    .run(() -> ready.complete(8080))
                                    .await(sleep(SECOND))
                                    .run(() -> log.add("served"))))
                            .then(log::add)));
            assertEquals(List.of(8080, "served"), log);
            assertEquals(Duration.ofSeconds(2), time.elapsed());
        }
    }

    @Test
    void aTaskThatFailsBeforeItIsReadyFailsTheStartAndNotTheScope() {
        IOException failure = new IOException();
        VirtualTime.run(open(scope -> script().then(v -> scope.start(ready -> failing(1, failure)))
                .rescue(log::add)
                .then(v -> scope.start(ready -> script()))
                .rescue(log::add)
                .await(sleep(SECOND))
                .run(() -> assertFalse(scope.isCancelled()))));
        assertSame(failure, log.get(0));
        assertInstanceOf(IllegalStateException.class, log.get(1));
    }

    @Test
    void aTaskThatFailsAfterItWasReadyFailsTheScope() {
        IOException failure = new IOException();
        assertSame(
                failure,
                failureAfter(
                        1,
                        open(scope -> script().then(v -> scope.<Object>start(ready ->
                                        script().run(() -> ready.complete(1)).await(failing(1, failure))))
                                .await(sleep(HOUR)))));
    }

    @Test
    void aStartThatIsCancelledCancelsTheTaskAndWaitsForIt() {
        VirtualTime.run(open(scope -> script().then(v -> Tasks.timeoutOrElse(
                        SECOND,
                        scope.start(ready ->
                                sleeping().lastly(w -> shield(sleep(SECOND))).lastly(w -> log.add("cleaned up"))),
                        "timeout"))
                .then(log::add)
                .run(() -> assertFalse(scope.isCancelled()))));
        assertEquals(List.of("cleaned up", "timeout"), log);
    }

    @Test
    void aScopeThatIsNeverClosedEndsWithItsOwner() {
        Object[] child = new Object[1];
        try (VirtualTime time = new VirtualTime((task, failure) -> reported.add(failure))) {
            time.loop()
                    .runUntilDone(script().then(v -> spawn(script().run(() ->
                                    child[0] = TaskScope.open().spawn(sleeping().lastly(w -> log.add("cancelled"))))))
                            .await(sleep(SECOND)));
        }
        assertTrue(((Task<?>) child[0]).isCancelled());
    }

    @Test
    void theParentOfAScopesTaskIsItsOwner() {
        VirtualTime.run(open(scope -> script().run(() -> {
            Task<Object> child = scope.spawn(sleeping());
            assertSame(Task.current(), child.parent());
            scope.cancel();
        })));
    }

    @Test
    void aScopeWorksOnAnExecutor() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 300; round++) {
                IOException failure = new IOException();
                Task<Object> task = Scheduler.over(pool)
                        .spawn(open(scope -> script().run(() -> {
                                    scope.spawn(script().await(yieldNow()).then(v -> {
                                        throw failure;
                                    }));
                                    for (int i = 0; i < 5; i++) {
                                        scope.spawn(sleeping());
                                    }
                                })
                                .await(sleep(HOUR))));
                Object ended = task.toCompletableFuture()
                        .handle((value, thrown) -> (Object) thrown)
                        .get(20, TimeUnit.SECONDS);
                assertSame(failure, ended);
            }
        } finally {
            pool.shutdown();
        }
    }
}
