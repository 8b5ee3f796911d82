// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.blocking;
import static dev.heddle.runtime.Tasks.shield;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work on other threads that nobody wants any more. */
@Timeout(60)
class OffloadCancellationTest {

    private final List<Object> log = new ArrayList<>();

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
    void randomCancellationsLoseNoWakeUp() {
        EventLoop.run(script().repeat(300, round -> {
            CountDownLatch cancelled = new CountDownLatch(1);
            Task<Object> task = spawn(script().await(blocking(() -> {
                        if (round % 3 == 0) {
                            cancelled.await();
                        }
                        return "value";
                    }))
                    .rescue(e -> e));
            return script().repeat(round % 7, i -> yieldNow())
                    .run(task::cancel)
                    .run(cancelled::countDown)
                    .await(task);
        }));
    }
}
