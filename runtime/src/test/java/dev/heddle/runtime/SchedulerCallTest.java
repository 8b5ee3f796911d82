// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SchedulerCallTest {

    private final List<Object> log = new CopyOnWriteArrayList<>();
    private final List<Throwable> unheard = new CopyOnWriteArrayList<>();
    private final EventLoop here = loop("here");
    private final EventLoop there = loop("there");

    private EventLoop loop(String name) {
        return EventLoop.builder()
                .name(name)
                .exceptionHandler((task, failure) -> unheard.add(failure))
                .start();
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    private static String thread() {
        return Thread.currentThread().getName();
    }

    @Test
    void theCoroutineRunsThereAndTheCallerGoesOnHere() throws Exception {
        Object value = here.submit(script().then(v -> there.call(
                                "named",
                                () -> script().then(w -> Tasks.yieldNow())
                                        .then(w ->
                                                thread() + ", " + Task.current().name())))
                        .then(given -> given + "; " + thread()))
                .get();
        assertEquals("there, named; here", value);
    }

    @Test
    void aFailureIsThrownItself() {
        IOException failure = new IOException("over there");
        ExecutionException e = assertThrows(
                ExecutionException.class,
                () -> here.submit(there.call(() -> {
                            throw failure;
                        }))
                        .get());
        assertSame(failure, e.getCause());
        assertTrue(unheard.isEmpty(), unheard::toString);
    }

    @Test
    void aFailureThatHappensBeforeItsCallerCanWaitForItIsHeardAllTheSame() {
        IOException failure = new IOException("at once");
        ExecutionException e = assertThrows(
                ExecutionException.class,
                () -> here.submit(script().then(v -> {
                            CountDownLatch failed = new CountDownLatch(1);
                            Task<Object> task = there.spawn(script().then(w -> {
                                throw failure;
                            }));
                            // Behind the task's only step.
                            there.execute(failed::countDown);
                            failed.await();
                            return task;
                        }))
                        .get());
        there.close();
        assertSame(failure, e.getCause());
        assertTrue(unheard.isEmpty(), unheard::toString);
    }

    @Test
    void aFailureOfAStepInWhichItsCallerCameIsHeardAllTheSame() {
        CountDownLatch called = new CountDownLatch(1);
        IOException failure = new IOException("later in the step");
        Task<Object> task = there.spawn(script().then(w -> {
            called.await();
            throw failure;
        }));
        // What the first sends, to be woken, waits behind the step that fails.
        var caller = here.submit(script().await(task));
        here.submit(script().run(called::countDown)).join();
        ExecutionException e = assertThrows(ExecutionException.class, caller::get);
        there.close();
        assertSame(failure, e.getCause());
        assertTrue(unheard.isEmpty(), unheard::toString);
    }

    @Test
    void aCancelledCallerWaitsUntilNothingRunsThereAnyMore() throws Exception {
        CountDownLatch under = new CountDownLatch(1);
        Task<Object> caller = here.spawn(script().then(v -> there.call(() -> script().run(under::countDown)
                        .await(new Promise<>())
                        .lastly(w -> Tasks.shield(
                                script().then(x -> Tasks.yieldNow()).run(() -> log.add("cleaned"))))))
                .lastly(v -> log.add("caller")));
        under.await();
        assertTrue(caller.cancel("enough"));

        assertThrows(CancellationException.class, caller.toCompletableFuture()::join);
        assertEquals("enough", caller.exceptionNow().getMessage());
        assertEquals(List.of("cleaned", "caller"), log);
        assertTrue(unheard.isEmpty(), unheard::toString);
    }

    @Test
    void aValueThatIsGivenInSpiteOfTheCancellationIsNotLost() throws Exception {
        CountDownLatch under = new CountDownLatch(1);
        Task<Object> caller = here.spawn(script().then(v -> there.call(() ->
                        script().run(under::countDown).await(new Promise<>()).rescue(cancelled -> "kept")))
                .run(() -> log.add("goes on"))
                .then(value -> {
                    log.add(value);
                    return value;
                }));
        under.await();
        assertTrue(caller.cancel());

        assertEquals("kept", caller.toCompletableFuture().get());
        assertEquals(List.of("goes on", "kept"), log);
    }

    @Test
    void whatFailsInTheCleanupIsAddedToTheCancellation() throws Exception {
        CountDownLatch under = new CountDownLatch(1);
        Task<Object> caller = here.spawn(script().then(v -> there.call(() -> script().run(under::countDown)
                        .await(new Promise<>())
                        .rescue(cancelled -> {
                            throw new IOException("could not clean up");
                        })))
                .rescue(thrown -> thrown));
        under.await();
        assertTrue(caller.cancel());

        Throwable thrown = (Throwable) caller.toCompletableFuture().get();
        assertInstanceOf(CancellationException.class, thrown);
        assertEquals("could not clean up", thrown.getSuppressed()[0].getMessage());
        assertTrue(unheard.isEmpty(), unheard::toString);
    }

    @Test
    void aSchedulerThatIsClosedRefuses() {
        there.close();
        ExecutionException e = assertThrows(
                ExecutionException.class,
                () -> here.submit(there.call(() -> script())).get());
        assertInstanceOf(RejectedExecutionException.class, e.getCause());
    }

    @Test
    void aLoopThatIsClosedMeanwhileCancelsWhatWasCalled() throws Exception {
        CountDownLatch under = new CountDownLatch(1);
        var calling = here.submit(script().then(
                        v -> there.call(() -> script().run(under::countDown).await(new Promise<>())))
                .rescue(thrown -> thrown));
        under.await();
        there.close();
        assertInstanceOf(CancellationException.class, calling.get());
    }
}
