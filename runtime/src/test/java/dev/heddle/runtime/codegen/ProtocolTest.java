// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Coroutine;
import dev.heddle.Deferred;
import dev.heddle.Registration;
import dev.heddle.runtime.Promise;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.testing.VirtualTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProtocolTest {

    private static final int MILLION = 1_000_000;

    private final List<Object> log = new ArrayList<>();

    private static Frame<Integer> late(int n, Promise<Integer> bottom) {
        return new Bodies.Late(n, bottom);
    }

    /** Runs a coroutine whose bottom is completed only when it waits for it. */
    private static Object suspended(Coroutine<Integer> coroutine, Runnable complete) {
        return VirtualTime.run(script().then(v -> {
            Task<Integer> task = Tasks.spawn(coroutine);
            return script().await(Tasks.yieldNow())
                    .await(Tasks.yieldNow())
                    .run(complete)
                    .await(task);
        }));
    }

    @Test
    void whatIsReadyNeedsNoSuspension() {
        Bodies.Late.made = 0;
        assertEquals(100, VirtualTime.run(late(100, Promise.completed(0))));
        assertEquals(1, Bodies.Late.made, "only the outermost has a frame");
    }

    @Test
    void framesAreMadeAndLinkedWhenTheInnermostSuspends() {
        Promise<Integer> bottom = new Promise<>();
        Bodies.Late.made = 0;
        assertEquals(107, suspended(late(100, bottom), () -> bottom.complete(7)));
        assertEquals(101, Bodies.Late.made);
    }

    @Test
    void aMillionLevelsThatAreReady() {
        assertEquals(MILLION, VirtualTime.run(new Bodies.Deep(MILLION, Promise.completed(0))));
        assertEquals(MILLION, VirtualTime.run(late(MILLION, Promise.completed(0))));
    }

    @Test
    void aMillionLevelsThatSuspend() {
        Promise<Integer> bottom = new Promise<>();
        assertEquals(MILLION + 1, suspended(new Bodies.Deep(MILLION, bottom), () -> bottom.complete(1)));
        Promise<Integer> other = new Promise<>();
        assertEquals(MILLION + 1, suspended(late(MILLION, other), () -> other.complete(1)));
    }

    @Test
    void aFailureAtTheBottomOfManyLevelsReachesTheTop() {
        IOException failure = new IOException();
        assertSame(
                failure,
                assertThrows(IOException.class, () -> VirtualTime.run(late(100_000, Promise.failed(failure)))));
        Promise<Integer> bottom = new Promise<>();
        assertSame(
                failure,
                assertThrows(IOException.class, () -> suspended(late(1_000, bottom), () -> bottom.fail(failure))));
    }

    @Test
    void aMillionTailCallsLeaveNoFrameBehind() {
        assertEquals(5, VirtualTime.run(new Bodies.Tail(MILLION, Promise.completed(5))));
        Promise<Integer> end = new Promise<>();
        assertEquals(5, suspended(new Bodies.Tail(MILLION, end), () -> end.complete(5)));
    }

    @Test
    void aTailCallUnderACallerGoesOnInTheCaller() {
        Promise<Integer> end = new Promise<>();
        assertEquals(6, VirtualTime.run(script().then(v -> {
            Task<Object> task =
                    Tasks.spawn(script().await(new Bodies.Tail(1_000, end)).then(x -> (Integer) x + 1));
            return script().await(Tasks.yieldNow()).run(() -> end.complete(5)).await(task);
        })));
    }

    @Test
    void aUsedUpBudgetYieldsAndLosesNothing() {
        Object result = VirtualTime.run(script().then(v -> {
            Task<Integer> loop = Tasks.spawn(new Bodies.Loop(10, 4, Promise.completed(1)));
            Task<Object> other = Tasks.spawn(script().repeat(4, i -> {
                log.add(loop.isDone());
                return Tasks.yieldNow();
            }));
            return Tasks.gather(loop, other);
        }));
        assertEquals(Arrays.asList(10, null), result);
        assertEquals(List.of(false, false, true, true), log);
    }

    @Test
    void aForcedYieldInACancelledTaskThrows() {
        VirtualTime.run(script().then(v -> {
            Task<Integer> loop = Tasks.spawn(new Bodies.Loop(10, 4, Promise.completed(1)));
            log.add(loop);
            return script().await(Tasks.yieldNow())
                    .run(loop::cancel)
                    .await(loop)
                    .rescue(e -> null);
        }));
        assertTrue(((Task<?>) log.get(0)).isCancelled());
    }

    @Test
    void aForcedYieldBeforeAnAwaitThatFails() {
        IOException failure = new IOException();
        assertSame(
                failure,
                assertThrows(
                        IOException.class, () -> VirtualTime.run(new Bodies.Loop(10, 1, Promise.failed(failure)))));
    }

    @Test
    void aSecondUseIsRefusedByName() {
        Bodies.Deep once = new Bodies.Deep(0, Promise.completed(0));
        VirtualTime.run(once);
        Throwable e = assertThrows(IllegalStateException.class, () -> VirtualTime.run(once));
        assertTrue(e.getMessage().contains("com.acme.Deep.depth was used a second time"), e.getMessage());
    }

    @Test
    void aForeignStateIsRefused() {
        Bodies.Deep frame = new Bodies.Deep(0, Promise.completed(0));
        frame.state = -17;
        assertTrue(frame.corrupted().getMessage().contains("state -17"));
    }

    @Test
    void nullIsRefusedAtTheAwait() {
        assertThrows(NullPointerException.class, () -> VirtualTime.run(script().then(v -> Tasks.defer(() -> null))));
    }

    @Test
    void theAsyncStackOfAWaitingTaskNamesItsCoroutines() {
        VirtualTime.run(script().then(v -> {
            Promise<Integer> bottom = new Promise<>();
            Task<Integer> task = Tasks.spawn(new Bodies.Deep(2, bottom));
            return script().await(Tasks.yieldNow())
                    .run(() -> log.add(task.asyncStack().toString()))
                    .run(() -> bottom.complete(0))
                    .await(task);
        }));
        assertEquals(
                List.of(
                        "[com.acme.Deep.depth(Deep.java:12), com.acme.Deep.depth(Deep.java:12), com.acme.Deep.depth(Deep.java:12)]"),
                log);
    }

    @Test
    void anExceptionCarriesTheCoroutinesThatAwaitedOnce() {
        Promise<Integer> thrower = new Promise<>();
        Throwable thrown = assertThrows(
                IOException.class,
                () -> suspended(new Bodies.Deep(2, new CompletedBy(thrower)), () -> thrower.fail(new IOException())));
        long lines = Arrays.stream(thrown.getStackTrace())
                .filter(line -> line.getClassName().equals("async com.acme.Deep"))
                .count();
        assertEquals(3, lines);
    }

    /** A deferred of the user's own making. */
    private record CompletedBy(Promise<Integer> promise) implements Deferred<Integer> {
        @Override
        public boolean isDone() {
            return promise.isDone();
        }

        @Override
        public Integer resultNow() {
            return promise.resultNow();
        }

        @Override
        public Registration onDone(Runnable callback) {
            return promise.onDone(callback);
        }
    }

    @Test
    void theUsersOwnDeferredsAreAwaited() {
        Promise<Integer> promise = new Promise<>();
        assertEquals(3, suspended(new Bodies.Deep(1, new CompletedBy(promise)), () -> promise.complete(2)));
        assertEquals(9, VirtualTime.run(script().await(new CompletedBy(Promise.completed(9)))));
    }

    @Test
    void stagesAreAwaitedAndTheirWrappersTakenOff() {
        CompletableFuture<Integer> future = new CompletableFuture<>();
        assertEquals(4, VirtualTime.run(script().then(v -> {
            Task<Object> task = Tasks.spawn(script().await(future));
            return script().await(Tasks.yieldNow())
                    .run(() -> future.complete(4))
                    .await(task);
        })));
        IOException failure = new IOException();
        CompletableFuture<Integer> failed =
                CompletableFuture.<Integer>failedFuture(failure).thenApply(x -> x);
        assertThrows(CompletionException.class, failed::join);
        assertSame(failure, assertThrows(IOException.class, () -> VirtualTime.run(script().await(failed))));
    }

    @Test
    void aStageThatHasFailedThrowsWhatItHoldsItself() {
        IOException failure = new IOException();
        CompletableFuture<Integer> failed = CompletableFuture.failedFuture(failure);
        assertSame(failure, assertThrows(IOException.class, () -> VirtualTime.run(script().await(failed))));
        CompletableFuture<Integer> cancelled = new CompletableFuture<>();
        cancelled.cancel(false);
        Throwable held = cancelled.handle((value, thrown) -> thrown).join();
        assertSame(held, assertThrows(CancellationException.class, () -> VirtualTime.run(script().await(cancelled))));
    }

    @Test
    void aStageThatHasGivenNullIsDone() {
        CompletableFuture<Integer> done = CompletableFuture.completedFuture(null);
        assertNull(VirtualTime.run(script().await(done)));
    }
}
