// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.blocking;
import static dev.heddle.runtime.Tasks.compute;
import static dev.heddle.runtime.Tasks.spawn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
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

    @Test
    void aCoroutineThatIsMadeOnAThreadIsRefusedForNobodyWouldRunIt() {
        IllegalStateException refusal = assertThrows(
                IllegalStateException.class, () -> EventLoop.run(blocking(() -> Tasks.sleep(Duration.ofSeconds(1)))));
        assertTrue(refusal.getMessage().contains("await the coroutine itself"), refusal.getMessage());
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
}
