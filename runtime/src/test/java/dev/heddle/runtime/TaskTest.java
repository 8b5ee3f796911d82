// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TaskTest {

    private final List<Object> log = new ArrayList<>();

    // T01
    @Test
    void aSpawnedTaskStartsAfterItsParentSuspends() {
        VirtualTime.run(script().run(() -> {
                    spawn(script().run(() -> log.add("child")));
                    log.add("parent");
                })
                .await(yieldNow())
                .run(() -> log.add("parent again")));
        assertEquals(List.of("parent", "child", "parent again"), log);
    }

    // T02, T15
    @Test
    void tasksThatYieldTakeTurns() {
        VirtualTime.run(script().then(v -> {
            List<Task<?>> tasks = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                int n = i;
                tasks.add(spawn(script().run(() -> log.add(n)).await(yieldNow()).run(() -> log.add(n * 10))));
            }
            return Tasks.gather(tasks);
        }));
        assertEquals(List.of(1, 2, 3, 10, 20, 30), log);
    }

    // L04, T17
    @Test
    void sleepingForNoTimeOrLessYieldsOnce() {
        VirtualTime.run(script().then(v -> {
            Script a = script().repeat(3, i -> then("a", sleep(Duration.ZERO)));
            Script b = script().repeat(3, i -> then("b", sleep(Duration.ofSeconds(-1))));
            return Tasks.gather(a, b);
        }));
        assertEquals(List.of("a", "b", "a", "b", "a", "b"), log);
    }

    private Object then(String entry, Object awaitable) {
        log.add(entry);
        return awaitable;
    }

    @Test
    void anAwaitedTaskGivesItsValueToAllWhoAwaitIt() {
        Object result = VirtualTime.run(script().then(v -> {
            Task<Object> task = spawn(script().await(sleep(Duration.ofHours(1))).give("value"));
            return Tasks.gather(script().await(task), script().await(task), task);
        }));
        assertEquals(List.of("value", "value", "value"), result);
    }

    // F06
    @Test
    void waitersAreResumedInTheOrderInWhichTheyCame() {
        VirtualTime.run(script().then(v -> {
            Promise<String> promise = new Promise<>();
            List<Coroutine<Object>> waiters = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int n = i;
                waiters.add(script().await(promise).run(() -> log.add(n)));
            }
            waiters.add(script().run(() -> promise.complete("go")));
            return Tasks.gather(waiters);
        }));
        assertEquals(List.of(0, 1, 2, 3, 4), log);
    }

    @Test
    void aFailureIsThrownItselfAtTheAwait() {
        IOException failure = new IOException("disk");
        Throwable caught = (Throwable) VirtualTime.run(script().then(v -> spawn(script().then(w -> {
                    throw failure;
                })))
                .rescue(e -> e));
        assertSame(failure, caught);
    }

    // T14
    @Test
    void aTaskThatAwaitsItselfFailsInsteadOfWaitingForEver() {
        IllegalStateException e = assertThrows(
                IllegalStateException.class,
                () -> VirtualTime.run(script().then(v -> spawn("narcissus", script().then(w -> Task.current())))));
        assertTrue(e.getMessage().contains("narcissus awaits itself"), e.getMessage());
    }

    // F04, T10
    @Test
    void aTaskTellsHowItStands() {
        new VirtualTime((task, failure) -> {})
                .loop()
                .runUntilDone(script().then(v -> {
                            Task<Object> good = spawn("good", script().give(1));
                            Task<Object> bad = spawn("bad", script().then(w -> {
                                throw new IOException("no");
                            }));
                            Task<Object> lazy = spawn("lazy", script().await(sleep(Duration.ofDays(1))));
                            lazy.cancel("enough");
                            log.addAll(List.of(good, bad, lazy));
                            assertThrows(IllegalStateException.class, good::resultNow);
                            assertThrows(IllegalStateException.class, good::exceptionNow);
                            assertEquals("Task[good, pending]", good.toString());
                            return yieldNow();
                        })
                        .await(yieldNow()));
        Task<?> good = (Task<?>) log.get(0);
        Task<?> bad = (Task<?>) log.get(1);
        Task<?> lazy = (Task<?>) log.get(2);
        assertEquals(List.of(true, true, true), List.of(good.isDone(), bad.isDone(), lazy.isDone()));
        assertEquals(List.of(false, true, false), List.of(good.isFailed(), bad.isFailed(), lazy.isFailed()));
        assertEquals(List.of(false, false, true), List.of(good.isCancelled(), bad.isCancelled(), lazy.isCancelled()));
        assertEquals(1, good.resultNow());
        assertThrows(IOException.class, bad::resultNow);
        assertEquals("no", bad.exceptionNow().getMessage());
        assertEquals("enough", lazy.exceptionNow().getMessage());
        assertThrows(IllegalStateException.class, good::exceptionNow);
        assertEquals(
                List.of("Task[good, done: 1]", "Task[bad, failed: java.io.IOException: no]", "Task[lazy, cancelled]"),
                List.of(good.toString(), bad.toString(), lazy.toString()));
        assertFalse(good.cancel());
    }

    // T25
    @Test
    void namesAreGivenOrUnique() {
        VirtualTime.run(script().run(() -> {
            Task<Object> named = spawn("Anna", script());
            Task<Object> one = spawn(script());
            Task<Object> two = spawn(() -> script());
            assertEquals("Anna", named.name());
            assertTrue(one.name().matches("Task-\\d+"), one.name());
            assertEquals(one.name(), one.name());
            assertNotEquals(one.name(), two.name());
        }));
    }

    // T25
    @Test
    void theListOfTasksLeavesOutThoseThatHaveEnded() {
        VirtualTime.run(script().then(v -> {
                    spawn("short", script());
                    spawn("long", script().await(new Promise<>()));
                    assertEquals(List.of("Task[short, pending]", "Task[long, pending]"), names(1));
                    return yieldNow();
                })
                .run(() -> assertEquals(List.of("Task[long, pending]"), names(1))));
    }

    private static List<String> names(int from) {
        List<String> names = new ArrayList<>();
        EventLoop.current().tasks().forEach(task -> names.add(task.toString()));
        return names.subList(from, names.size());
    }

    // F09
    @Test
    void cancellingTheFutureCancelsTheTask() {
        VirtualTime.run(script().then(v -> {
                    Task<Object> task = spawn(script().await(new Promise<>()).lastly(w -> log.add("cleaned up")));
                    CompletableFuture<Object> future = task.toCompletableFuture();
                    future.cancel(false);
                    log.add(task);
                    return yieldNow();
                })
                .await(yieldNow()));
        assertTrue(((Task<?>) log.get(0)).isCancelled());
        assertEquals("cleaned up", log.get(1));
    }

    // F09
    @Test
    void aCancelledTaskGivesACancelledFuture() {
        CompletableFuture<?> future = (CompletableFuture<?>) ((Object[]) VirtualTime.run(script().then(v -> {
                    Task<Object> task = spawn(script().await(new Promise<>()));
                    CompletableFuture<Object> made = task.toCompletableFuture();
                    task.cancel();
                    return script().await(yieldNow()).give(new Object[] {made});
                })))
                [0];
        assertTrue(future.isCancelled());
    }

    @Test
    void currentIsTheTaskThatRuns() {
        VirtualTime.run(script().then(v -> {
            Task<Object> task = spawn(script().then(w -> new Object[] {Task.current()}));
            return script().await(task).then(got -> {
                assertSame(task, ((Object[]) got)[0]);
                return null;
            });
        }));
        assertThrows(IllegalStateException.class, Task::current);
        assertThrows(IllegalStateException.class, EventLoop::current);
        assertThrows(IllegalStateException.class, () -> spawn(script()));
    }

    @Test
    void aCoroutineIsUsedOnlyOnce() {
        VirtualTime.run(script().run(() -> {
            Script once = script();
            spawn(once);
            assertThrows(IllegalStateException.class, () -> spawn(once));
        }));
    }

    @Test
    void aSpawnedLambdaFailsInTheTaskAndNotInTheCaller() {
        Object caught = VirtualTime.run(script().then(v -> spawn(() -> {
                    throw new IOException("checked");
                }))
                .rescue(e -> e));
        assertEquals("checked", ((IOException) caught).getMessage());
    }

    @Test
    void deferredsCompletedCoroutinesAndStagesCanBeSpawnedAndAwaited() {
        Object result = VirtualTime.run(script().then(v -> Tasks.gather(
                spawn(Promise.completed(1)),
                spawn(Coroutine.result(2)),
                script().await(CompletableFuture.completedFuture(3)),
                Tasks.defer(() -> Coroutine.result(4)))));
        assertEquals(List.of(1, 2, 3, 4), result);
    }

    // T12, otherwise than asyncio
    @Test
    void aCancellationExceptionOfTheBodysOwnIsAFailure() {
        VirtualTime.run(script().then(v -> {
            Task<Object> task = spawn(script().then(w -> {
                throw new CancellationException("mine");
            }));
            log.add(task);
            return script().await(task).rescue(e -> null);
        }));
        assertTrue(((Task<?>) log.get(0)).isFailed());
    }
}
