// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.blocking;
import static dev.heddle.runtime.Tasks.compute;
import static dev.heddle.runtime.Tasks.shield;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OffloadTest {

    private static final TaskLocal<String> USER = TaskLocal.named("user");

    private final List<Object> log = new ArrayList<>();

    @Test
    void theLoopGoesOnWhileAThreadBlocks() {
        CountDownLatch released = new CountDownLatch(1);
        Object value = EventLoop.run(
                script().run(() -> spawn(script().run(released::countDown))).await(blocking(() -> {
                    released.await();
                    return "read";
                })));
        assertEquals("read", value);
    }

    @Test
    void itsThreadsAreVirtualWhereThereAreSuchAndDaemonsInAnyCase() throws Exception {
        Thread thread = EventLoop.run(blocking(Thread::currentThread));
        assertTrue(thread.isDaemon());
        assertTrue(thread.getName().startsWith("heddle-blocking-"), thread.getName());
        boolean virtual = Runtime.version().feature() >= 21
                && (Boolean) Thread.class.getMethod("isVirtual").invoke(thread);
        assertEquals(Runtime.version().feature() >= 21, virtual);
    }

    @Test
    void whatKeepsAProcessorBusyRunsInTheCommonPool() {
        assertSame(ForkJoinPool.commonPool(), EventLoop.run(compute(ForkJoinTaskPool::get)));
    }

    /** The pool of the calling thread; a virtual thread has none. */
    private static final class ForkJoinTaskPool {
        static Object get() {
            return java.util.concurrent.ForkJoinTask.getPool();
        }
    }

    @Test
    void aFailureIsThrownItselfWithTheCoroutinesThatAwaitIt() {
        IOException failure = new IOException("disk");
        IOException thrown = assertThrows(
                IOException.class,
                () -> EventLoop.run(USER.where("ann", script().await(blocking(() -> {
                    throw failure;
                })))));
        assertSame(failure, thrown);
        assertTrue(
                List.of(thrown.getStackTrace()).stream()
                        .anyMatch(line -> line.getClassName().equals("async dev.heddle.runtime.TaskLocal")),
                () -> List.of(thrown.getStackTrace()).toString());
    }

    // X01
    @Test
    void theThreadSeesTheTasksLocalsAndChangesNothingOfThem() {
        ThreadLocal<String> request = new ThreadLocal<>();
        try (EventLoop loop =
                EventLoop.builder().carry(ContextCarrier.of(request)).build()) {
            loop.runUntilDone(USER.where(
                    "ann",
                    script().run(() -> request.set("7"))
                            .await(blocking(() -> {
                                log.add(USER.get() + request.get());
                                request.set("changed");
                                return assertThrows(IllegalStateException.class, () -> USER.set("bob"));
                            }))
                            .await(compute(() -> log.add(USER.get() + request.get())))
                            .run(() -> log.add(USER.get() + request.get()))));
        }
        assertEquals(List.of("ann7", "ann7", "ann7"), log);
    }

    @Test
    void aTaskSubmittedFromThereInherits() {
        EventLoop.run(USER.where("ann", script().then(v -> {
            EventLoop loop = EventLoop.current();
            return blocking(
                    () -> loop.submit(script().run(() -> log.add(USER.get()))).get());
        })));
        assertEquals(List.of("ann"), log);
    }

    // X02, but the thread is interrupted
    @Test
    void aCancelledWaitEndsAtOnceAndItsThreadIsInterrupted() {
        CountDownLatch begun = new CountDownLatch(1);
        LinkedBlockingQueue<String> ended = new LinkedBlockingQueue<>();
        EventLoop.run(script().then(v -> {
            Task<Object> task = spawn(script().await(blocking(() -> {
                        begun.countDown();
                        try {
                            new CountDownLatch(1).await();
                            return null;
                        } catch (InterruptedException e) {
                            ended.add("interrupted");
                            throw e;
                        }
                    }))
                    .rescue(e -> log.add(
                            assertInstanceOf(CancellationException.class, e).getMessage())));
            return script().await(blocking(() -> begun.await(30, TimeUnit.SECONDS)))
                    .run(() -> task.cancel("enough"))
                    .await(task);
        }));
        assertEquals(List.of("enough"), log);
        // Closing the loop has waited for it.
        assertEquals("interrupted", ended.poll());
    }

    @Test
    void underAShieldTheWaitGoesOn() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        EventLoop.run(script().then(v -> {
            Task<Object> task = spawn(script().await(shield(blocking(() -> {
                        begun.countDown();
                        released.await();
                        return "whole";
                    })))
                    .run(() -> log.add("ended")));
            return script().await(blocking(() -> begun.await(30, TimeUnit.SECONDS)))
                    .run(task::cancel)
                    .run(released::countDown)
                    .await(task);
        }));
        assertEquals(List.of("ended"), log);
    }

    @Test
    void inACancelledScopeNothingIsHandedOver() {
        EventLoop.run(script().run(() -> Task.current().cancel())
                .await(blocking(() -> log.add("never")))
                .rescue(e -> log.add(e.getClass())));
        assertEquals(List.of(CancellationException.class), log);
    }

    @Test
    void whatFailsAfterItsCancellationIsReported() {
        CountDownLatch begun = new CountDownLatch(1);
        try (EventLoop loop = EventLoop.builder()
                .exceptionHandler((task, failure) -> log.add(failure.getMessage()))
                .build()) {
            loop.runUntilDone(script().then(v -> {
                Task<Object> task = spawn(script().await(blocking(() -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        throw new IOException("cleanup");
                    }
                    return null;
                })));
                return script().await(blocking(() -> begun.await(30, TimeUnit.SECONDS)))
                        .run(task::cancel)
                        .await(task)
                        .rescue(e -> null);
            }));
        }
        assertEquals(List.of("cleanup"), log);
    }

    @Test
    void theInterruptOfACancelledCallDoesNotStrikeTheNextOnItsThread() {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            CountDownLatch begun = new CountDownLatch(1);
            Object interrupted = EventLoop.run(script().then(v -> {
                        Task<Object> task = spawn(script().await(blocking(one, () -> {
                            begun.countDown();
                            while (!Thread.currentThread().isInterrupted()) {
                                Thread.onSpinWait();
                            }
                            return null;
                        })));
                        return script().await(blocking(() -> begun.await(30, TimeUnit.SECONDS)))
                                .run(task::cancel)
                                .await(task)
                                .rescue(e -> null);
                    })
                    .await(blocking(one, Thread::interrupted)));
            assertEquals(false, interrupted);
        } finally {
            one.shutdown();
        }
    }

    @Test
    void anExecutorThatRefusesMakesTheAwaitThrow() {
        ExecutorService closed = Executors.newSingleThreadExecutor();
        closed.shutdown();
        EventLoop.run(script().await(blocking(closed, () -> "never")).rescue(e -> log.add(e.getClass())));
        assertEquals(List.of(RejectedExecutionException.class), log);
    }

    @Test
    void theLoopsOwnExecutorsAreUsed() {
        ExecutorService pool = Executors.newSingleThreadExecutor(work -> new Thread(work, "mine"));
        try (EventLoop loop = EventLoop.builder()
                .blockingExecutor(pool)
                .computeExecutor(Runnable::run)
                .build()) {
            assertEquals(
                    "mine",
                    loop.runUntilDone(blocking(() -> Thread.currentThread().getName())));
            assertSame(Thread.currentThread(), loop.runUntilDone(compute(Thread::currentThread)));
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void onVirtualTimeTheLoopItselfDoesTheWork() {
        assertSame(Thread.currentThread(), VirtualTime.run(blocking(Thread::currentThread)));
        assertSame(Thread.currentThread(), VirtualTime.run(compute(Thread::currentThread)));
    }

    @Test
    void otherSchedulersShareDaemonThreads() throws Exception {
        Scheduler scheduler = Scheduler.over(ForkJoinPool.commonPool());
        Thread thread = scheduler
                .spawn(blocking(Thread::currentThread))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        assertTrue(thread.isDaemon());
        assertNotSame(Thread.currentThread(), thread);
    }

    @Test
    void aLoopThatWaitsForAThreadIsNotStuck() {
        try (EventLoop loop = EventLoop.builder().failWhenStuck().build()) {
            assertEquals("slept", loop.runUntilDone(blocking(() -> {
                Thread.sleep(50);
                return "slept";
            })));
        }
    }

    // R01
    @Test
    void closingTheLoopWaitsForTheWorkAfterTheTasks() {
        CountDownLatch begun = new CountDownLatch(1);
        List<Object> shared = java.util.Collections.synchronizedList(log);
        try (EventLoop loop = EventLoop.builder().build()) {
            loop.runUntilDone(script().then(v -> {
                var unused = spawn(script().await(blocking(() -> {
                            begun.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                // Longer than the task's cleanup, which awaits nothing.
                                Thread.sleep(30);
                                shared.add("work ends");
                            }
                            return null;
                        }))
                        .lastly(w -> shared.add("cleanup")));
                return blocking(() -> begun.await(30, TimeUnit.SECONDS));
            }));
        }
        assertEquals(List.of("cleanup", "work ends"), log);
        assertFalse(log.isEmpty());
    }

    // X04
    @Test
    void closingGivesUpAfterAWhileWithAWarning() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        try (EventLoop loop = EventLoop.builder()
                .name("impatient")
                .offloadPatience(Duration.ofMillis(20))
                .warningHandler(log::add)
                .build()) {
            loop.runUntilDone(script().then(v -> {
                var unused = spawn(blocking(() -> {
                    begun.countDown();
                    while (released.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return null;
                }));
                return blocking(() -> begun.await(30, TimeUnit.SECONDS));
            }));
        } finally {
            released.countDown();
        }
        LoopWarning warning = (LoopWarning) log.get(0);
        assertEquals(LoopWarning.Kind.WORK_LEFT, warning.kind());
        assertTrue(warning.message().startsWith("EventLoop[impatient] closes though work"), warning.message());
        assertTrue(warning.message().contains("OffloadTest"), warning.message());
    }

    @Test
    void manyCallsAtOnceAllGiveTheirValues() {
        List<dev.heddle.Coroutine<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int number = i;
            calls.add(i % 2 == 0 ? blocking(() -> number) : compute(() -> number));
        }
        List<Integer> values = EventLoop.run(Tasks.gather(calls));
        for (int i = 0; i < 500; i++) {
            assertEquals(i, values.get(i));
        }
    }

    @Test
    void randomCancellationsLoseNoWakeUp() {
        EventLoop.run(script().repeat(300, round -> {
            Task<Object> task = spawn(script().await(blocking(() -> {
                        if (round % 3 == 0) {
                            Thread.sleep(0, 100_000);
                        }
                        return "value";
                    }))
                    .rescue(e -> e));
            return script().repeat(round % 7, i -> yieldNow()).run(task::cancel).await(task);
        }));
    }
}
