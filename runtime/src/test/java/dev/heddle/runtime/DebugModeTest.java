// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.spawnNow;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.sync.Lock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Steps take as long here as the test says. */
@Timeout(60)
class DebugModeTest {

    private final List<LoopWarning> warnings = new ArrayList<>();
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000);

    private EventLoop loop() {
        return EventLoop.builder()
                .virtualTime()
                .debug()
                .stepTime(clock::get)
                .warningHandler(warnings::add)
                .build();
    }

    private void pass(long millis) {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    // L18
    @Test
    void aSlowStepIsReportedWithItsTaskAndItsTime() {
        try (EventLoop loop = loop()) {
            loop.runUntilDone(script().await(spawn(loop, "quick", script().run(() -> pass(99))))
                    .await(spawn(loop, "slow", script().run(() -> pass(100))))
                    .await(spawn(
                            loop,
                            "halves",
                            script().run(() -> pass(60)).await(yieldNow()).run(() -> pass(60)))));
        }
        assertEquals(1, warnings.size(), warnings::toString);
        assertEquals(LoopWarning.Kind.SLOW, warnings.get(0).kind());
        assertEquals(
                "A step of task slow held up the event loop for 0.100 s, and has ended",
                warnings.get(0).message());
    }

    private static Script spawn(EventLoop loop, String name, Script body) {
        return script().then(v -> loop.spawn(name, body));
    }

    // L18
    @Test
    void aSlowActionIsReported() {
        Runnable action = new Runnable() {
            @Override
            public void run() {
                pass(250);
            }

            @Override
            public String toString() {
                return "refresh";
            }
        };
        try (EventLoop loop = loop()) {
            loop.execute(action);
            loop.runUntilDone(script().await(yieldNow()));
        }
        assertEquals(
                List.of("The action refresh held up the event loop for 0.250 s"),
                warnings.stream().map(LoopWarning::message).toList());
    }

    @Test
    void aStepInsideAStepCountsForTheOuterOne() {
        try (EventLoop loop = loop()) {
            loop.runUntilDone(script().then(v -> {
                var unused = spawnNow(script().run(() -> pass(70)));
                pass(70);
                return null;
            }));
        }
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).message().contains("0.140 s"), warnings::toString);
    }

    @Test
    void theWatchdogShowsWhereALoopHangsWhileItDoes() throws Exception {
        LinkedBlockingQueue<LoopWarning> heard = new LinkedBlockingQueue<>();
        CountDownLatch released = new CountDownLatch(1);
        try (EventLoop loop = EventLoop.builder()
                .debug(Duration.ofMillis(5))
                .warningHandler(heard::add)
                .start()) {
            loop.execute(() -> hang(released));
            LoopWarning warning = heard.poll(30, TimeUnit.SECONDS);
            assertEquals(LoopWarning.Kind.BLOCKED, warning.kind());
            assertTrue(warning.message().contains("DebugModeTest.hang"), warning.message());
            assertTrue(warning.message().contains("and still does"), warning.message());
            released.countDown();
            assertEquals(LoopWarning.Kind.SLOW, heard.poll(30, TimeUnit.SECONDS).kind());
        } finally {
            released.countDown();
        }
    }

    private static void hang(CountDownLatch released) {
        while (released.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theWatchdogTellsOfAStepOnce() {
        StepClock steps = new StepClock(Duration.ofMillis(100), clock::get, warnings::add);
        steps.check();
        steps.begin("step");
        pass(99);
        steps.check();
        assertEquals(List.of(), warnings);
        pass(1);
        steps.check();
        steps.check();
        assertEquals(
                List.of(LoopWarning.Kind.BLOCKED),
                warnings.stream().map(LoopWarning::kind).toList());
        steps.end();
        steps.begin("another");
        pass(200);
        steps.check();
        assertEquals(3, warnings.size(), warnings::toString);
    }

    @Test
    void aHandlerOfWarningsThatThrowsDoesNotStopTheLoop() {
        try (EventLoop loop = EventLoop.builder()
                .virtualTime()
                .debug()
                .stepTime(clock::get)
                .warningHandler(warning -> {
                    throw new IllegalStateException("handler");
                })
                .build()) {
            assertEquals("done", loop.runUntilDone(script().run(() -> pass(500)).give("done")));
        }
    }

    @Test
    void aScopeThatIsNeverClosedIsReportedWithThePlaceThatOpenedIt() {
        try (EventLoop loop = loop()) {
            loop.runUntilDone(script().then(v -> TaskLocalScope.openAndForget()).give("main"));
        }
        assertEquals(1, warnings.size(), warnings::toString);
        assertEquals(LoopWarning.Kind.NEVER_CLOSED, warnings.get(0).kind());
        assertTrue(warnings.get(0).message().contains("openAndForget"), warnings::toString);
    }

    /** Somebody who forgets to close. */
    private static final class TaskLocalScope {
        static Object openAndForget() {
            var unused = TaskScope.open();
            return null;
        }
    }

    @Test
    void aScopeThatIsClosedIsNot() {
        try (EventLoop loop = loop()) {
            loop.runUntilDone(TryScope.open(scope -> script()));
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void aLimitOfNothingIsRefused() {
        EventLoop.Builder builder = EventLoop.builder();
        assertThrows(IllegalArgumentException.class, () -> builder.debug(Duration.ZERO));
    }

    // L13: not only in debug mode
    @Test
    void whatBelongsToALoopRefusesOtherThreads() throws Exception {
        Lock lock = new Lock();
        try (EventLoop loop = EventLoop.builder().name("owner").start()) {
            Object held = loop.submit(script().then(v -> lock.lock())).get();
            Throwable e = assertThrows(IllegalStateException.class, lock::tryLock);
            assertTrue(e.getMessage().contains("runs no scheduler"), e.getMessage());
            assertThrows(IllegalStateException.class, loop::tasks);
            assertSame(Lock.Held.class, held.getClass());
        }
    }
}
