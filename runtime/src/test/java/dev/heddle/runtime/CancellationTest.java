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
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.AsyncCloseable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CancellationTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final List<Object> log = new ArrayList<>();

    /** Spawns a body, lets it run until it waits, does something to it, and gives what it ends with. */
    private Task<Object> after(Script body, Script.Step act) {
        Object[] held = new Object[1];
        VirtualTime.run(script().then(v -> {
                    held[0] = spawn(body);
                    return yieldNow();
                })
                .then(v -> act.go(held[0]))
                .then(v -> script().then(w -> (Task<?>) held[0]).rescue(e -> null)));
        @SuppressWarnings("unchecked")
        Task<Object> task = (Task<Object>) held[0];
        return task;
    }

    private static Object cancel(Object task) {
        assertTrue(((Task<?>) task).cancel());
        return null;
    }

    // T03
    @Test
    void aTaskCancelledBeforeItsFirstStepStartsAndFailsAtItsFirstSuspension() {
        Object[] held = new Object[1];
        VirtualTime.run(script().then(v -> {
            Task<Object> task = spawn(script().run(() -> log.add("started"))
                    .await(sleep(HOUR))
                    .run(() -> log.add("never"))
                    .lastly(w -> log.add("finally")));
            held[0] = task;
            task.cancel();
            return script().await(task).rescue(e -> null);
        }));
        assertEquals(List.of("started", "finally"), log);
        assertTrue(((Task<?>) held[0]).isCancelled());
    }

    // T04
    @Test
    void aTaskThatSwallowsTheCancellationEndsNormally() {
        Task<Object> task = after(script().await(sleep(HOUR)).rescue(e -> 42), CancellationTest::cancel);
        assertEquals(42, task.resultNow());
        assertFalse(task.isCancelled());
    }

    // T05, but the value is kept: nothing that was given gets lost
    @Test
    void aTaskThatCancelsItselfAndDoesNotWaitAgainKeepsItsValue() {
        Task<Object> task = after(
                script().await(yieldNow()).run(() -> Task.current().cancel()).give("kept"), t -> null);
        assertEquals("kept", task.resultNow());
    }

    @Test
    void aTaskThatCancelsItselfFailsAtItsNextSuspension() {
        Task<Object> task = after(
                script().await(yieldNow())
                        .run(() -> Task.current().cancel("by myself"))
                        .await(yieldNow())
                        .run(() -> log.add("never")),
                t -> null);
        assertTrue(task.isCancelled());
        assertEquals("by myself", task.exceptionNow().getMessage());
        assertEquals(List.of(), log);
    }

    // T10, C01
    @Test
    void everyFurtherAwaitThrowsAFreshException() {
        after(
                script().await(sleep(HOUR))
                        .rescue(log::add)
                        .await(sleep(HOUR))
                        .rescue(log::add)
                        .await(yieldNow())
                        .rescue(log::add),
                CancellationTest::cancel);
        assertEquals(3, log.size());
        log.forEach(e -> assertInstanceOf(CancellationException.class, e));
        assertNotSame(log.get(0), log.get(1));
    }

    // C08
    @Test
    void anAwaitOfSomethingReadyGivesItsValueAlsoInACancelledTask() {
        Task<Object> task =
                after(script().await(sleep(HOUR)).rescue(e -> Promise.completed("ready")), CancellationTest::cancel);
        assertEquals("ready", task.resultNow());
    }

    // T06
    @Test
    void aValueThatWasDeliveredIsNotLostWhenItsReceiverIsCancelledBeforeItGoesOn() {
        Promise<String> promise = new Promise<>();
        Task<Object> task = after(script().await(promise).then(log::add).await(yieldNow()), t -> {
            promise.complete("delivered");
            return cancel(t);
        });
        assertEquals(List.of("delivered"), log);
        assertTrue(task.isCancelled());
    }

    // T13
    @Test
    void theFirstReasonStays() {
        Task<Object> task = after(script().await(sleep(HOUR)), t -> {
            ((Task<?>) t).cancel("first");
            return ((Task<?>) t).cancel("second");
        });
        assertEquals("first", task.exceptionNow().getMessage());
    }

    // T21
    @Test
    void cancellingASleepTakesItsTimerBack() {
        try (VirtualTime time = new VirtualTime()) {
            time.loop()
                    .runUntilDone(script().then(v -> {
                                log.add(spawn(script().await(sleep(HOUR))));
                                return yieldNow();
                            })
                            .then(v -> cancel(log.get(0)))
                            .await(sleep(Duration.ofMillis(1))));
            time.loop().runUntilDone(script());
            assertEquals(Duration.ofMillis(1), time.elapsed());
        }
    }

    // T08, T09, otherwise than asyncio
    @Test
    void cancellingAWaitForATaskLeavesTheTaskAlone() {
        VirtualTime.run(script().then(v -> {
                    Task<Object> inner = spawn(script().await(sleep(HOUR)).give("inner"));
                    Task<Object> outer = spawn(script().await(inner));
                    log.add(inner);
                    log.add(outer);
                    return yieldNow();
                })
                .then(v -> cancel(log.get(1)))
                .then(v -> (Task<?>) log.get(0))
                .then(log::add));
        assertTrue(((Task<?>) log.get(1)).isCancelled());
        assertEquals("inner", log.get(2));
    }

    // F09
    @Test
    void cancellingAWaitForAFutureCancelsTheFuture() {
        CompletableFuture<String> future = new CompletableFuture<>();
        Task<Object> task = after(script().await(future), CancellationTest::cancel);
        assertTrue(future.isCancelled());
        assertTrue(task.isCancelled());
    }

    // T24
    @Test
    void aWakeUpThatComesAfterTheCancellationIsIgnored() {
        Promise<String> promise = new Promise<>();
        Task<Object> task =
                after(script().await(promise).rescue(e -> shield(sleep(HOUR))).give("end"), t -> {
                    cancel(t);
                    return promise.complete("late");
                });
        assertEquals("end", task.resultNow());
    }

    // S01
    @Test
    void whatRunsUnderAShieldIsNotCancelledAndTheNextAwaitIs() {
        Task<Object> task = after(
                script().await(shield(script().await(sleep(HOUR)).run(() -> log.add("saved"))))
                        .await(yieldNow())
                        .run(() -> log.add("never")),
                CancellationTest::cancel);
        assertEquals(List.of("saved"), log);
        assertTrue(task.isCancelled());
    }

    @Test
    void anAsyncCloseIsShieldedByItself() {
        AsyncCloseable resource = () -> {
            @SuppressWarnings({"unchecked", "rawtypes"})
            Coroutine<Void> closing = (Coroutine)
                    script().await(sleep(HOUR)).run(() -> log.add("closed")).give(null);
            return closing;
        };
        Task<Object> task =
                after(script().await(sleep(HOUR)).lastly(v -> new Closing(resource)), CancellationTest::cancel);
        assertEquals(List.of("closed"), log);
        assertTrue(task.isCancelled());
    }

    /** What the transformer makes of {@code resource.close()}. */
    private static final class Closing extends Frame<Object> {
        private final AsyncCloseable resource;

        Closing(AsyncCloseable resource) {
            this.resource = resource;
        }

        @Override
        protected Object resume(Strand<?> strand, int room) throws Throwable {
            if (state != CLAIMED) {
                return Awaits.resumed(strand);
            }
            Object value = Awaits.close(resource, strand, room);
            return value == Awaits.SUSPENDED ? suspend(strand, CLAIMED - 1) : value;
        }
    }

    @Test
    void whoAwaitsACancelledTaskGetsItsExceptionAndIsNotCancelledItself() {
        Task<Object> task = after(
                script().then(v -> {
                            Task<Object> inner = spawn(script().await(sleep(HOUR)));
                            inner.cancel("inner");
                            return script().await(inner);
                        })
                        .rescue(e -> ((Throwable) e).getMessage())
                        .then(message -> script().await(yieldNow()).give(message)),
                t -> null);
        assertEquals("inner", task.resultNow());
    }

    @Test
    void anotherFailureDuringCancellationIsAFailure() {
        IllegalArgumentException failure = new IllegalArgumentException();
        Task<Object> task = after(
                script().await(sleep(HOUR)).rescue(e -> {
                    throw failure;
                }),
                CancellationTest::cancel);
        assertTrue(task.isFailed());
        assertSame(failure, task.exceptionNow());
        assertThrows(IllegalArgumentException.class, task::resultNow);
    }
}
