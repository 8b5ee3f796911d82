// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks on executors. */
@Timeout(60)
class SchedulerTest {

    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final Scheduler scheduler = Scheduler.over(pool);

    @AfterEach
    void shutDown() {
        pool.shutdown();
    }

    @Test
    void aTaskRunsOnTheExecutor() {
        Thread caller = Thread.currentThread();
        assertEquals(
                false,
                scheduler
                        .spawn(script().await(yieldNow()).then(v -> Thread.currentThread() == caller))
                        .toCompletableFuture()
                        .join());
    }

    @Test
    void tasksSpawnSleepAndGather() {
        Object result = scheduler
                .spawn(script().then(v -> {
                    assertSame(scheduler, Scheduler.current());
                    Task<Object> task =
                            spawn(script().await(sleep(Duration.ofMillis(2))).give("slept"));
                    return Tasks.gather(task, script().await(yieldNow()).give("yielded"), Promise.completed("kept"));
                }))
                .toCompletableFuture()
                .join();
        assertEquals(List.of("slept", "yielded", "kept"), result);
    }

    @Test
    void aTaskKnowsItselfAtEachOfManySteps() {
        ForkJoinPool two = new ForkJoinPool(2);
        Scheduler forked = Scheduler.over(two);
        List<Task<Object>> tasks = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            tasks.add(forked.spawn(script().then(v -> {
                Task<?> self = Task.current();
                return script().repeat(5_000, i -> {
                    assertSame(self, Task.current());
                    assertSame(forked, Scheduler.current());
                    return yieldNow();
                });
            })));
        }
        tasks.forEach(task -> task.toCompletableFuture().join());
        two.shutdown();
    }

    @Test
    void whatBreaksAStepItselfGoesToTheHandlerOfItsThread() throws InterruptedException {
        List<Throwable> seen = new ArrayList<>();
        // A task of a loop has no business there.
        try (EventLoop loop = EventLoop.builder().build()) {
            Step step = new Step(loop.spawn(script()));
            Thread thread = new Thread(() -> assertFalse(step.exec()));
            thread.setUncaughtExceptionHandler((where, failure) -> seen.add(failure));
            thread.start();
            thread.join();
        }
        assertEquals(1, seen.size());
        assertInstanceOf(ClassCastException.class, seen.get(0));
    }

    @Test
    void aTaskNeverRunsOnTwoThreadsAtOnceAndSeesWhatItDid() {
        List<Task<Object>> tasks = new ArrayList<>();
        for (int t = 0; t < 20; t++) {
            AtomicBoolean inside = new AtomicBoolean();
            int[] plain = new int[1];
            Script body = script();
            body.repeat(500, i -> {
                assertTrue(inside.compareAndSet(false, true));
                plain[0]++;
                inside.set(false);
                return yieldNow();
            });
            tasks.add(scheduler.spawn(body.then(v -> plain[0])));
        }
        tasks.forEach(task -> assertEquals(500, task.toCompletableFuture().join()));
    }

    @Test
    void racingCancellationsAndWakeUpsAreEachDeliveredOnce() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            Promise<String> promise = new Promise<>();
            AtomicInteger ends = new AtomicInteger();
            CountDownLatch go = new CountDownLatch(1);
            Task<Object> task = scheduler.spawn(script().run(go::countDown)
                    .await(promise)
                    .rescue(e -> "cancelled")
                    .run(ends::incrementAndGet));
            pool.execute(() -> promise.complete("woken"));
            go.await();
            task.cancel();
            Object end =
                    task.toCompletableFuture().handle((value, failure) -> value).join();
            assertTrue(
                    List.of("woken", "cancelled").contains(String.valueOf(end)) || ends.get() == 1,
                    () -> "ended with " + end);
            assertEquals(1, ends.get());
        }
    }

    @Test
    void cancellingASleepEndsItAtOnce() throws Exception {
        CountDownLatch asleep = new CountDownLatch(1);
        Task<Object> task = scheduler.spawn(script().run(asleep::countDown).await(sleep(Duration.ofDays(1))));
        asleep.await();
        task.cancel();
        assertThrows(
                CancellationException.class, () -> task.toCompletableFuture().join());
    }

    @Test
    void anExecutorThatRunsAtOnceDoesNotRecurse() {
        Scheduler direct = Scheduler.over(Runnable::run);
        Script body = script().repeat(20_000, i -> yieldNow());
        assertEquals("end", direct.spawn(body.give("end")).toCompletableFuture().join());
    }

    @Test
    void aTaskWhoseExecutorRefusesItIsCancelledAndCleansUp() throws Exception {
        Promise<String> promise = new Promise<>();
        List<String> log = new ArrayList<>();
        ExecutorService doomed = Executors.newSingleThreadExecutor();
        Task<Object> task = Scheduler.over(doomed)
                .spawn(script().await(promise)
                        .await(yieldNow())
                        .run(() -> log.add("never"))
                        .lastly(v -> log.add("cleaned up")));
        // Its one thread comes to this when the task waits.
        doomed.submit(() -> {}).get();
        doomed.shutdown();
        promise.complete("late");
        assertThrows(
                CancellationException.class, () -> task.toCompletableFuture().join());
        assertEquals(List.of("cleaned up"), log);
    }
}
