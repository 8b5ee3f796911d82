// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.gather;
import static dev.heddle.runtime.Tasks.shield;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.AsyncIterator;
import dev.heddle.Deferred;
import dev.heddle.Registration;
import dev.heddle.runtime.testing.VirtualTime;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Situations that asyncio's own tests care about, and that belong to no test beside this one. The letters and numbers name the facts that they go back to. */
@Timeout(60)
class RowsTest {

    private final List<Object> log = new ArrayList<>();

    private Script logging(Object word) {
        return script().run(() -> log.add(word));
    }

    private void test(Script main) {
        try (VirtualTime time = VirtualTime.builder().build()) {
            time.test(() -> main);
        }
    }

    // L02
    @Test
    void whatIsPostedRunsBehindTheTasksThatAreReady() {
        test(script().then(v -> {
            EventLoop loop = EventLoop.current();
            Task<Object> first = spawn(logging("a").run(() -> loop.execute(() -> log.add("posted by a"))));
            return gather(first, logging("b"), logging("c"));
        }));
        assertEquals(List.of("a", "b", "c", "posted by a"), log);
    }

    // L04
    @Test
    void aSleepOfNothingComesBehindWhatIsReadyAndBeforeAnyTimer() {
        test(script().then(v -> gather(
                script().await(sleep(Duration.ofNanos(1))).await(logging("timer")),
                script().await(sleep(Duration.ZERO)).await(logging("nothing")),
                script().await(sleep(Duration.ofSeconds(-1))).await(logging("less")),
                logging("ready"))));
        assertEquals(List.of("ready", "nothing", "less", "timer"), log);
    }

    // L21, otherwise than asyncio: no failure of a task or an action ends the loop
    @Test
    void anErrorInAnActionDoesNotEndTheLoop() {
        List<Throwable> reported = new ArrayList<>();
        try (VirtualTime time = new VirtualTime((task, failure) -> reported.add(failure))) {
            Error error = new StackOverflowError();
            time.loop().execute(() -> {
                throw error;
            });
            time.loop().runUntilDone(script().await(yieldNow()).await(logging("on")));
            assertSame(error, reported.get(0));
        }
        assertEquals(List.of("on"), log);
    }

    // F02
    @Test
    void completingAPromiseRunsNobodyInside() {
        Promise<Object> promise = new Promise<>();
        test(script().run(() -> spawn(script().await(promise).await(logging("woken"))))
                .await(yieldNow())
                .run(() -> {
                    promise.complete("value");
                    log.add("completed");
                })
                .await(yieldNow()));
        assertEquals(List.of("completed", "woken"), log);
    }

    // F08
    @Test
    void callbacksThatChangeTheListOfCallbacksDisturbNobody() {
        Promise<Object> promise = new Promise<>();
        List<Registration> registrations = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int n = i;
            registrations.add(promise.onDone(() -> {
                log.add(n);
                registrations.forEach(Registration::detach);
                var unused = promise.onDone(() -> log.add(n + 10));
            }));
        }
        promise.complete("value");
        assertEquals(log.stream().distinct().toList(), log);
        assertTrue(log.containsAll(List.of(0, 10)), log.toString());
    }

    // T09, otherwise than asyncio: a wait that is cancelled leaves a promise alone
    @Test
    void cancellingOneOfTwoWhoAwaitAPromiseLeavesTheOther() {
        Promise<Object> promise = new Promise<>();
        test(script().then(v -> {
            Task<Object> one = spawn(script().await(promise).await(logging("never")));
            Task<Object> other = spawn(script().await(promise).run(() -> log.add("other")));
            return script().await(yieldNow())
                    .run(one::cancel)
                    .await(yieldNow())
                    .run(() -> promise.complete("value"))
                    .await(other)
                    .run(() -> assertTrue(one.isCancelled()));
        }));
        assertEquals(List.of("other"), log);
    }

    // T17
    @Test
    void twoTasksThatSleepForNothingAlternate() {
        test(script().then(v -> gather(alternating("a"), alternating("b"))));
        assertEquals(List.of("a", "b", "a", "b", "a", "b"), log);
    }

    private Script alternating(String name) {
        return script().repeat(3, i -> {
            log.add(name);
            return sleep(Duration.ZERO);
        });
    }

    // T22, otherwise than asyncio: the loop holds its tasks
    @Test
    void aTaskThatNobodyHoldsIsNotCollectedWhileItWaits() {
        test(script().run(() -> spawn(script().await(sleep(Duration.ofHours(1))).await(logging("done"))))
                .await(yieldNow())
                .run(() -> {
                    WeakReference<Object> garbage = new WeakReference<>(new Object());
                    while (garbage.get() != null) {
                        System.gc();
                    }
                })
                .await(sleep(Duration.ofHours(2))));
        assertEquals(List.of("done"), log);
    }

    // T24
    @Test
    void aTaskAndTheFutureItAwaitsCancelledTogetherGetOneCancellation() {
        CompletableFuture<Object> future = new CompletableFuture<>();
        test(script().then(v -> {
            Task<Object> task = spawn(script().await(future).rescue(e -> {
                log.add(((Throwable) e).getClass());
                return script().await(yieldNow()).rescue(again -> {
                    log.add("cancelled still");
                    throw (Throwable) again;
                });
            }));
            return script().await(yieldNow())
                    .run(() -> {
                        future.cancel(true);
                        task.cancel();
                    })
                    .await(task)
                    .rescue(e -> null)
                    .run(() -> assertTrue(task.isCancelled()));
        }));
        assertEquals(List.of(CancellationException.class, "cancelled still"), log);
    }

    // S02
    @Test
    void whatAwaitsAShieldedTaskThatIsCancelledGetsItsCancellation() {
        test(script().then(v -> {
            Task<Object> inner = spawn(script().await(new Promise<>()));
            Task<Object> outer = spawn(script().await(shield(inner)));
            return script().await(yieldNow())
                    .run(inner::cancel)
                    .await(outer)
                    .rescue(e -> log.add(((Throwable) e).getClass()))
                    .run(() -> assertFalse(outer.isCancelled()));
        }));
        assertEquals(List.of(CancellationException.class), log);
    }

    // S04
    @Test
    void theEndOfTheLoopCancelsATaskThatAShieldAwaits() {
        VirtualTime.run(script().then(v -> {
            Task<Object> inner = spawn(script().await(new Promise<>()).lastly(w -> log.add("inner ends")));
            spawn(script().await(shield(inner)).lastly(w -> log.add("outer ends")));
            return yieldNow();
        }));
        assertEquals(List.of("inner ends", "outer ends"), log);
    }

    // I02
    @Test
    void twoStepsOfOneIterationAtTheSameTimeAreRefused() {
        Promise<Object> promise = new Promise<>();
        AsyncIterator<Deferred<Object>> each =
                Tasks.asCompleted(List.of(promise)).iterator();
        test(script().then(v -> {
            Task<?> first = spawn(each.moveNext());
            Task<?> second = spawn(each.moveNext());
            return script().await(second)
                    .rescue(e -> log.add(((Throwable) e).getClass()))
                    .run(first::cancel)
                    .await(yieldNow())
                    // A step that was cancelled is none.
                    .run(() -> promise.complete("value"))
                    .then(w -> each.moveNext())
                    .then(log::add);
        }));
        assertEquals(List.of(IllegalStateException.class, true), log);
    }

    // K10
    @Test
    void anErrorOfTheMainTaskComesOutOfRunAfterTheCleanup() {
        Error error = new AssertionError("exit");
        try {
            VirtualTime.run(script().run(
                            () -> spawn(script().await(new Promise<>()).lastly(v -> log.add("cleanup"))))
                    .await(yieldNow())
                    .then(v -> {
                        throw error;
                    }));
        } catch (AssertionError e) {
            log.add(e == error);
        }
        assertEquals(List.of("cleanup", true), log);
    }

    // R06
    @Test
    void aCheckedFailureOfTheMainTaskComesOutItself() {
        IOException failure = new IOException("checked");
        try {
            VirtualTime.run(script().await(yieldNow()).then(v -> {
                throw failure;
            }));
        } catch (Throwable e) {
            log.add(e == failure);
        }
        assertEquals(List.of(true), log);
    }
}
