// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HotCoroutineTest {

    private final List<Object> log = new ArrayList<>();

    private static CompletableFuture<Object> start(Script body) {
        return Awaits.start(body);
    }

    @Test
    void itRunsUntilItsFirstSuspensionOnTheCallersThread() {
        Promise<String> promise = new Promise<>();
        CompletableFuture<Object> future =
                start(script().run(() -> log.add(Thread.currentThread())).await(promise));
        assertEquals(List.of(Thread.currentThread()), log);
        assertFalse(future.isDone());
        promise.complete("x");
        assertEquals("x", future.join());
    }

    @Test
    void oneThatNeverSuspendsIsDoneAtOnce() {
        assertEquals(1, start(script().give(1)).getNow(null));
    }

    @Test
    void itCantBeWaitedForOnTheThreadOfItsLoop() {
        EventLoop.run(script().then(v -> {
            CompletableFuture<Object> future =
                    start(script().await(Tasks.yieldNow()).give(1));
            Throwable refused = assertThrows(IllegalStateException.class, future::join);
            assertTrue(refused.getMessage().startsWith("join() of the future of Task[Task-"), refused.getMessage());
            assertThrows(IllegalStateException.class, future::get);
            return script().await(future).run(() -> assertEquals(1, future.join()));
        }));
    }

    @Test
    void itCanBeWaitedForOnTheThreadOfAnotherLoop() {
        try (EventLoop other = EventLoop.builder().start()) {
            EventLoop.run(script().run(() -> assertEquals(
                    1, other.submit(script().await(Tasks.yieldNow()).give(1)).join())));
        }
    }

    @Test
    void itsFailureIsInTheFuture() {
        IOException failure = new IOException();
        CompletableFuture<Object> future = start(script().then(v -> {
            throw failure;
        }));
        assertSame(failure, assertThrows(ExecutionException.class, future::get).getCause());
    }

    @Test
    void outsideALoopItGoesOnOnTheCompletingThread() throws Exception {
        Promise<String> promise = new Promise<>();
        CompletableFuture<Object> future = start(script().await(promise).run(() -> log.add(Thread.currentThread())));
        Thread completing = new Thread(() -> promise.complete("x"));
        completing.start();
        completing.join();
        assertEquals("x", future.get(), "what the step before gave");
        assertEquals(List.of(completing), log);
    }

    @Test
    void insideALoopItGoesOnThere() {
        CompletableFuture<?>[] future = new CompletableFuture<?>[1];
        VirtualTime.run(script().then(v -> {
            future[0] = start(script().await(sleep(Duration.ofSeconds(1))).run(() -> log.add(EventLoop.current())));
            return script().await(future[0]);
        }));
        assertEquals("[EventLoop[virtual-time]]", log.toString());
    }

    @Test
    void cancellingTheFutureCancelsTheBody() {
        Promise<String> never = new Promise<>();
        CompletableFuture<Object> future = start(script().await(never).lastly(v -> log.add("cleaned up")));
        assertTrue(future.cancel(false));
        assertEquals(List.of("cleaned up"), log);
        assertThrows(CancellationException.class, future::join);
    }

    @Test
    void oneAwaitsTheOther() {
        Promise<String> promise = new Promise<>();
        CompletableFuture<Object> outer =
                start(script().await(start(script().await(promise))).then(v -> v + "!"));
        promise.complete("deep");
        assertEquals("deep!", outer.join());
    }

    @Test
    void oneThatSleepsOutsideALoopGoesOnInTheCommonPool() throws Exception {
        CompletableFuture<Object> future = start(script().await(sleep(Duration.ofMillis(1)))
                .then(v -> Thread.currentThread().getName()));
        String thread = (String) future.get();
        assertFalse(thread.equals("heddle-timers"), thread);
    }

    @Test
    void aMillionSynchronousCompletionsDoNotRecurse() {
        ArrayDeque<Promise<Integer>> promises = new ArrayDeque<>();
        CompletableFuture<Object> left = Awaits.start(new PingPong(1_000_000, promises));
        while (!left.isDone()) {
            promises.remove().complete(1);
        }
        assertEquals(1_000_000, left.join());
    }

    @Test
    void aChainOfCompletionsDoesNotRecurse() {
        int n = 100_000;
        List<Promise<Object>> promises = new ArrayList<>();
        for (int i = 0; i <= n; i++) {
            promises.add(new Promise<>());
        }
        for (int i = 0; i < n; i++) {
            int next = i + 1;
            var unused = start(
                    script().await(promises.get(i)).run(() -> promises.get(next).complete("fallen")));
        }
        promises.get(0).complete("push");
        assertEquals("fallen", promises.get(n).resultNow());
    }

    /** Awaits a future that completes while the wait is armed, again and again. */
    private static final class PingPong extends Frame<Object> {
        private final int n;
        private final ArrayDeque<Promise<Integer>> promises;
        private int sum;

        PingPong(int n, ArrayDeque<Promise<Integer>> promises) {
            this.n = n;
            this.promises = promises;
        }

        @Override
        protected Object resume(Strand<?> strand, int room) throws Throwable {
            if (state != CLAIMED) {
                sum += (Integer) Awaits.resumed(strand);
            }
            if (sum == n) {
                return sum;
            }
            Object value = sum % 2 == 0
                    ? Awaits.await(laterReady(), strand, room)
                    : Awaits.await(new CompletedStage(), strand, room);
            return value == Awaits.SUSPENDED ? suspend(strand, CLAIMED - 1) : value;
        }

        private Promise<Integer> laterReady() {
            Promise<Integer> promise = new Promise<>();
            promises.add(promise);
            return promise;
        }
    }

    /** Shows a future that is not done, and calls back at once. */
    private static final class CompletedStage extends CompletableFuture<Integer> {
        CompletedStage() {
            complete(1);
        }

        @Override
        public CompletableFuture<Integer> toCompletableFuture() {
            return new CompletableFuture<>();
        }

        @Override
        public Integer getNow(Integer valueIfAbsent) {
            return valueIfAbsent;
        }
    }
}
