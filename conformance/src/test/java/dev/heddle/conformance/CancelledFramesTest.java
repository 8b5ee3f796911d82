// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.heddle.Async;
import dev.heddle.AsyncCloseable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Promise;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.TaskScope;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Coroutines that catch nothing where they wait are over when they are cancelled, without going on. Nobody can tell them from others. */
class CancelledFramesTest {

    private static final ThreadMXBean ALLOCATIONS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final List<String> log = new ArrayList<>();

    @Async
    private Coroutine<Integer> catchesNothing() {
        int given = await(new Promise<Integer>());
        log.add("goes on");
        return result(given);
    }

    @Async
    private Coroutine<Integer> around(Supplier<Coroutine<Integer>> inner) {
        return result(1 + await(inner.get()));
    }

    @Async
    private Coroutine<Integer> cleansUp(Coroutine<Integer> inner) {
        try {
            return result(1 + await(inner));
        } finally {
            log.add("cleans up");
        }
    }

    @Async
    private Coroutine<Integer> catchesElsewhere(boolean late) {
        try {
            await(yieldNow());
            if (late) {
                await(new Promise<>());
            }
        } catch (CancellationException e) {
            log.add("catches");
            throw e;
        }
        await(new Promise<>());
        return result(1);
    }

    @Async
    private Coroutine<Integer> closes() {
        try (AsyncCloseable resource = this::closed) {
            return result(await(catchesNothing()));
        }
    }

    @Async
    private Coroutine<@Nullable Void> closed() {
        await(yieldNow());
        log.add("closes");
        return done();
    }

    @Async
    private CompletableFuture<Integer> hot() {
        await(yieldNow());
        await(new Promise<>());
        return CompletableFuture.completedFuture(1);
    }

    /** Cancels a coroutine as it waits, and gives its task. */
    @Async
    private <T> Coroutine<Task<T>> cancelled(Coroutine<T> coroutine) {
        Task<T> task = spawn(coroutine);
        for (int i = 0; i < 5; i++) {
            await(yieldNow());
        }
        assertTrue(task.cancel("closed"));
        for (int i = 0; i < 5; i++) {
            await(yieldNow());
        }
        return result(task);
    }

    private static <T> Task<T> assertCancelled(Task<T> task) {
        assertTrue(task.isDone());
        assertTrue(task.isCancelled());
        assertFalse(task.isFailed());
        return task;
    }

    private static List<String> places(Throwable thrown) {
        String here = CancelledFramesTest.class.getName() + ".";
        return Arrays.stream(thrown.getStackTrace())
                .map(line -> line.getClassName() + "." + line.getMethodName())
                .filter(line -> line.contains(here))
                .map(line -> line.replace(here, ""))
                .toList();
    }

    @Test
    void theExceptionIsTheSameForAllWhoAsk() {
        Task<Integer> task = assertCancelled(EventLoop.run(cancelled(catchesNothing())));

        Throwable first = task.exceptionNow();
        assertSame(CancellationException.class, first.getClass());
        assertEquals("closed", first.getMessage());
        assertSame(first, task.exceptionNow());
        assertSame(first, assertThrows(CancellationException.class, task::resultNow));
        assertEquals(List.of(), log);
    }

    @Test
    void eachTaskHasItsOwn() {
        Task<Integer> one = EventLoop.run(cancelled(catchesNothing()));
        Task<Integer> other = EventLoop.run(cancelled(catchesNothing()));

        assertFalse(one.exceptionNow() == other.exceptionNow());
    }

    @Test
    void itTellsWhereTheyWaitedAndWhoCancelled() {
        Task<Integer> task = assertCancelled(EventLoop.run(cancelled(around(this::catchesNothing))));

        List<String> places = places(task.exceptionNow());
        assertEquals(List.of("catchesNothing", "async around", "cancelled"), places.subList(0, 3));
    }

    @Test
    void whatIsAroundThemCleansUp() {
        Task<Integer> task =
                assertCancelled(EventLoop.run(cancelled(around(() -> cleansUp(around(this::catchesNothing))))));

        assertEquals(List.of("cleans up"), log);
        assertEquals(
                List.of("catchesNothing", "async around", "async cleansUp", "async around"),
                places(task.exceptionNow()).subList(0, 4));
    }

    @Test
    void resourcesAroundThemAreClosed() {
        assertCancelled(EventLoop.run(cancelled(closes())));
        assertEquals(List.of("closes"), log);
    }

    @Test
    void aTryBlockThatDoesNotCoverTheAwaitHasNoPart() {
        assertCancelled(EventLoop.run(cancelled(catchesElsewhere(false))));
        assertEquals(List.of(), log);
    }

    @Test
    void oneThatDoesHas() {
        assertCancelled(EventLoop.run(cancelled(catchesElsewhere(true))));
        assertEquals(List.of("catches"), log);
    }

    @Test
    void whoAwaitsTheTaskGetsItsException() {
        EventLoop.run(awaits());
        assertEquals(List.of("closed"), log);
    }

    @Async
    private Coroutine<@Nullable Void> awaits() {
        Task<Integer> task = await(cancelled(catchesNothing()));
        try {
            await(task);
        } catch (CancellationException e) {
            assertSame(task.exceptionNow(), e);
            log.add(e.getMessage());
        }
        return done();
    }

    @Test
    void aTaskThatIsAwaitedMeanwhilePassesItOn() {
        EventLoop.run(awaitedMeanwhile());
        assertEquals(List.of("fails"), log);
    }

    @Async
    private Coroutine<@Nullable Void> awaitedMeanwhile() {
        Task<Integer> inner = spawn(catchesNothing());
        Task<Integer> outer = spawn(around(() -> awaitsOnly(inner)));
        await(yieldNow());
        await(yieldNow());
        inner.cancel();
        await(yieldNow());
        await(yieldNow());
        assertCancelled(inner);
        // It was not cancelled itself.
        assertTrue(outer.isFailed());
        assertSame(inner.exceptionNow(), outer.exceptionNow());
        log.add("fails");
        return done();
    }

    @Async
    private static Coroutine<Integer> awaitsOnly(Task<Integer> task) {
        return result(await(task));
    }

    @Test
    void itsFutureIsCancelled() {
        EventLoop.run(future());
        assertEquals(List.of("cancelled"), log);
    }

    @Async
    private Coroutine<@Nullable Void> future() {
        CompletableFuture<Integer> future = await(cancelled(catchesNothing())).toCompletableFuture();
        await(yieldNow());
        assertTrue(future.isCancelled());
        // With or without its message, as the JDK has it.
        assertThrows(CancellationException.class, future::join);
        log.add("cancelled");
        return done();
    }

    @Test
    void aHotCoroutineIsCancelledByItsFuture() {
        EventLoop.run(hotOne());
        assertEquals(List.of("cancelled"), log);
    }

    @Async
    private Coroutine<@Nullable Void> hotOne() {
        CompletableFuture<Integer> future = hot();
        await(yieldNow());
        await(yieldNow());
        future.cancel(false);
        await(yieldNow());
        await(yieldNow());
        assertThrows(CancellationException.class, future::join);
        log.add("cancelled");
        return done();
    }

    @Test
    void aScopeOfThemEndsWithoutAFailure() {
        EventLoop.run(scoped());
        assertEquals(List.of("cleans up", "over"), log);
    }

    @Async
    private Coroutine<@Nullable Void> scoped() {
        try (TaskScope scope = TaskScope.open()) {
            var one = scope.spawn(catchesNothing());
            var two = scope.spawn(cleansUp(catchesNothing()));
            await(yieldNow());
            await(yieldNow());
            scope.cancel();
        }
        log.add("over");
        return done();
    }

    /** An exception takes 700 bytes for its stack trace alone, and the rest of a task some 230. */
    @Test
    void noExceptionIsMadeForTasksThatNobodyAsks() {
        EventLoop.run(many(100));
        long before = ALLOCATIONS.getCurrentThreadAllocatedBytes();
        EventLoop.run(many(10_000));
        long each = (ALLOCATIONS.getCurrentThreadAllocatedBytes() - before) / 10_000;
        assertTrue(each < 600, () -> each + " bytes each");
    }

    @Async
    private Coroutine<@Nullable Void> many(int count) {
        try (TaskScope scope = TaskScope.open()) {
            for (int i = 0; i < count; i++) {
                var unused = scope.spawn(catchesNothing());
            }
            await(yieldNow());
            scope.cancel();
        }
        return done();
    }

    @Test
    void theCoroutineIsOver() {
        Coroutine<Integer> coroutine = catchesNothing();
        assertCancelled(EventLoop.run(cancelled(coroutine)));

        assertEquals(
                "Coroutine[" + CancelledFramesTest.class.getName() + ".catchesNothing, running or over]",
                coroutine.toString());
    }
}
