// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loops and the threads around them. */
@Timeout(60)
class ThreadsTest {

    @Test
    void aLoopOnItsOwnThreadRunsWhatIsSubmitted() throws Exception {
        try (EventLoop loop = EventLoop.builder().name("own").start()) {
            CompletableFuture<Object> value = loop.submit(
                    script().await(yieldNow()).then(v -> Thread.currentThread().getName()));
            assertEquals("own", value.get());
            CompletableFuture<Object> failure = loop.submit(() -> {
                throw new IOException("no");
            });
            assertEquals(
                    "no",
                    assertThrows(ExecutionException.class, failure::get)
                            .getCause()
                            .getMessage());
        }
    }

    // C20, L12
    @Test
    void actionsOfOneThreadRunInItsOrder() throws Exception {
        List<Integer> seen = new ArrayList<>();
        try (EventLoop loop = EventLoop.builder().start()) {
            IntStream.range(0, 10_000).forEach(i -> loop.execute(() -> seen.add(i)));
        }
        assertEquals(IntStream.range(0, 10_000).boxed().toList(), seen);
    }

    @Test
    void actionsOfManyThreadsAllRunEachThreadsInItsOrder() throws Exception {
        List<int[]> seen = new ArrayList<>();
        List<Thread> senders = new ArrayList<>();
        try (EventLoop loop = EventLoop.builder().start()) {
            for (int t = 0; t < 4; t++) {
                int thread = t;
                senders.add(new Thread(() ->
                        IntStream.range(0, 2_000).forEach(i -> loop.execute(() -> seen.add(new int[] {thread, i})))));
            }
            senders.forEach(Thread::start);
            for (Thread sender : senders) {
                sender.join();
            }
        }
        assertEquals(8_000, seen.size());
        int[] next = new int[4];
        seen.forEach(entry -> assertEquals(next[entry[0]]++, entry[1]));
    }

    // F09, L05
    @Test
    void cancellingTheFutureOfASubmissionCancelsItsTask() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch cleanedUp = new CountDownLatch(1);
        try (EventLoop loop = EventLoop.builder().start()) {
            CompletableFuture<Object> future = loop.submit(
                    script().run(waiting::countDown).await(new Promise<>()).lastly(v -> {
                        cleanedUp.countDown();
                        return null;
                    }));
            waiting.await();
            assertTrue(future.cancel(false));
            cleanedUp.await();
        }
    }

    @Test
    void cancellingTheTaskOfASubmissionCancelsItsFuture() {
        try (EventLoop loop = EventLoop.builder().start()) {
            CompletableFuture<Object> future =
                    loop.submit(script().run(() -> Task.current().cancel()).await(new Promise<>()));
            assertThrows(CancellationException.class, future::join);
            assertTrue(future.isCancelled());
        }
    }

    // R01, C20
    @Test
    void closingCancelsTasksAwaitsTheirCleanupAndRefusesTheRest() throws Exception {
        EventLoop loop = EventLoop.builder().start();
        CountDownLatch waiting = new CountDownLatch(1);
        AtomicReference<String> cleaned = new AtomicReference<>();
        Task<Object> task = loop.spawn(script().run(waiting::countDown)
                .await(new Promise<>())
                .lastly(v -> yieldOnceThen(() -> cleaned.set("up"))));
        waiting.await();
        loop.close();
        assertEquals("up", cleaned.get());
        assertTrue(task.isCancelled());
        assertThrows(RejectedExecutionException.class, () -> loop.execute(() -> {}));
        assertThrows(RejectedExecutionException.class, () -> loop.submit(script()));
        assertThrows(RejectedExecutionException.class, () -> loop.spawn(script()));
        loop.close();
    }

    private static Object yieldOnceThen(Runnable action) {
        return Tasks.shield(script().await(yieldNow()).run(action));
    }

    // C20
    @Test
    void whatADrivenLoopHasAcceptedIsRunAtTheLatestWhenItIsClosed() {
        List<Object> log = new ArrayList<>();
        EventLoop loop = EventLoop.builder().build();
        loop.execute(() -> log.add("action"));
        CompletableFuture<Object> future =
                loop.submit(script().run(() -> log.add("task")).give("done"));
        loop.close();
        assertEquals(List.of("action", "task"), log);
        assertEquals("done", future.join());
    }

    @Test
    void closingALoopThatAnotherThreadDrivesCancelsItsMainTask() throws Exception {
        EventLoop loop = EventLoop.builder().build();
        CountDownLatch running = new CountDownLatch(1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread driver = new Thread(() -> thrown.set(assertThrows(
                CancellationException.class,
                () -> loop.runUntilDone(script().run(running::countDown).await(new Promise<>())))));
        driver.start();
        running.await();
        assertThrows(IllegalStateException.class, () -> loop.runUntilDone(script()));
        loop.close();
        driver.join();
        assertTrue(thrown.get().getMessage().contains("closed"), thrown.get().getMessage());
    }

    @Test
    void aPromiseKeptByAnotherThreadWakesTheLoop() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            Promise<Integer> promise = new Promise<>();
            CountDownLatch go = new CountDownLatch(1);
            Thread other = new Thread(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                promise.complete(7);
            });
            other.start();
            assertEquals(7, EventLoop.run(script().run(go::countDown).await(promise)));
            other.join();
        }
    }

    // G09, otherwise than asyncio
    @Test
    void aTaskIsAwaitedFromAnotherLoop() throws Exception {
        try (EventLoop one = EventLoop.builder().name("one").start();
                EventLoop two = EventLoop.builder().name("two").start()) {
            Promise<String> gate = new Promise<>();
            Task<Object> task = one.spawn(script().await(gate)
                    .then(v -> v + " on " + Thread.currentThread().getName()));
            CountDownLatch awaiting = new CountDownLatch(1);
            CompletableFuture<Object> seen = two.submit(script().run(awaiting::countDown)
                    .await(task)
                    .then(v -> v + ", seen on " + Thread.currentThread().getName()));
            awaiting.await();
            gate.complete("done");
            assertEquals("done on one, seen on two", seen.get());
            assertEquals("done on one", two.submit(script().await(task)).get());
        }
    }

    @Test
    void aTaskIsCancelledFromAnotherThread() throws Exception {
        try (EventLoop loop = EventLoop.builder().start()) {
            CountDownLatch waiting = new CountDownLatch(1);
            Task<Object> task = loop.spawn(script().run(waiting::countDown).await(new Promise<>()));
            CompletableFuture<Object> future = task.toCompletableFuture();
            waiting.await();
            assertTrue(task.cancel("from outside"));
            assertThrows(CancellationException.class, future::join);
            assertEquals("from outside", task.exceptionNow().getMessage());
        }
    }

    @Test
    void interruptingAWaitingLoopCancelsItsMainTask() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        AtomicReference<Object> result = new AtomicReference<>();
        Thread thread = new Thread(() -> result.set(EventLoop.run(
                script().run(running::countDown).await(new Promise<>()).rescue(e -> CancellationException.class))));
        thread.start();
        running.await();
        thread.interrupt();
        thread.join();
        assertSame(CancellationException.class, result.get());
    }

    // L13
    @Test
    void onlyTheLoopsThreadListsItsTasks() throws Exception {
        try (EventLoop loop = EventLoop.builder().start()) {
            assertThrows(IllegalStateException.class, loop::tasks);
            CompletableFuture<List<Task<?>>> tasks = new CompletableFuture<>();
            loop.execute(() -> tasks.complete(loop.tasks()));
            assertEquals(List.of(), tasks.get());
            loop.execute(() -> {
                var unused = spawn(script());
            });
        }
    }
}
