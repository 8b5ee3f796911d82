// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventLoopTest {

    private final List<Object> log = new ArrayList<>();

    @Test
    void runGivesTheValueOfTheMainTask() {
        assertEquals("value", EventLoop.run(script().await(yieldNow()).give("value")));
        assertEquals("lambda", EventLoop.run(() -> script().give("lambda")));
    }

    // R06
    @Test
    void runThrowsTheFailureItselfAlsoACheckedOne() {
        IOException failure = new IOException();
        assertSame(
                failure,
                assertThrows(
                        IOException.class,
                        () -> EventLoop.run(() -> {
                            throw failure;
                        })));
    }

    @Test
    void runInsideRunIsRefused() {
        Throwable e = assertThrows(
                IllegalStateException.class, () -> EventLoop.run(script().run(() -> EventLoop.run(script()))));
        assertTrue(e.getMessage().contains("await the coroutine instead"), e.getMessage());
    }

    @Test
    void theLoopIsTheCurrentOneOnlyWhileItRuns() {
        EventLoop.run(script().run(() -> log.add(EventLoop.current())));
        assertEquals("EventLoop[heddle-loop]", log.get(0).toString());
        assertThrows(IllegalStateException.class, EventLoop::current);
    }

    // R01
    @Test
    void tasksLeftAtTheEndAreCancelledAndTheirCleanupIsAwaited() {
        try (VirtualTime time = new VirtualTime()) {
            assertEquals(
                    "main",
                    time.loop()
                            .runUntilDone(script().then(v -> {
                                        spawn(script().await(new Promise<>())
                                                .lastly(w -> Tasks.shield(sleep(Duration.ofSeconds(3))))
                                                .lastly(w -> log.add("cleaned up")));
                                        return yieldNow();
                                    })
                                    .give("main")));
            assertEquals(List.of("cleaned up"), log);
            assertEquals(Duration.ofSeconds(3), time.elapsed());
        }
    }

    @Test
    void aTaskThatIsSpawnedDuringTheCleanupIsCancelledToo() {
        VirtualTime.run(script().then(v -> {
            spawn(script().await(new Promise<>())
                    .lastly(w -> spawn(script().run(() -> log.add("started"))
                            .await(sleep(Duration.ofDays(1)))
                            .run(() -> log.add("never")))));
            return yieldNow();
        }));
        assertEquals(List.of("started"), log);
    }

    // R02
    @Test
    void aTaskThatFailsDuringTheCleanupIsReportedAndRunReturns() {
        try (VirtualTime time =
                new VirtualTime((task, failure) -> log.add(task.name() + ": " + failure.getMessage()))) {
            assertEquals(
                    "main",
                    time.loop()
                            .runUntilDone(script().then(v -> {
                                        spawn(
                                                "left",
                                                script().await(new Promise<>()).rescue(e -> {
                                                    throw new IOException("cleanup");
                                                }));
                                        return yieldNow();
                                    })
                                    .give("main")));
        }
        assertEquals(List.of("left: cleanup"), log);
    }

    // L10, R05
    @Test
    void aLoopCanBeDrivenAnyNumberOfTimes() {
        EventLoop loop = EventLoop.builder().build();
        IntStream.range(0, 10)
                .forEach(i -> assertEquals(
                        i, loop.runUntilDone(script().await(yieldNow()).give(i))));
        loop.close();
        loop.close();
        assertThrows(IllegalStateException.class, () -> loop.runUntilDone(script()));
    }

    @Test
    void interruptingTheThreadCancelsTheMainTask() {
        Thread.currentThread().interrupt();
        Throwable e = assertThrows(CancellationException.class, () -> EventLoop.run(script().await(new Promise<>())));
        assertTrue(Thread.interrupted());
        assertTrue(e.getMessage().contains("interrupted"), e.getMessage());
    }

    // R04
    @Test
    void aMainTaskThatSwallowsTheInterruptReturnsNormally() {
        Thread.currentThread().interrupt();
        assertEquals("calm", EventLoop.run(script().await(new Promise<>()).rescue(e -> "calm")));
        assertTrue(Thread.interrupted());
    }

    // L01, L02
    @Test
    void actionsRunInTheOrderOfPostingBehindWhatIsReady() {
        VirtualTime.run(script().then(v -> {
            EventLoop loop = EventLoop.current();
            loop.execute(() -> {
                log.add("a");
                loop.execute(() -> log.add("a2"));
            });
            loop.execute(() -> log.add("b"));
            return script().await(yieldNow()).await(yieldNow());
        }));
        assertEquals(List.of("a", "b", "a2"), log);
    }

    // L06
    @Test
    void anActionThatFailsGoesToTheHandlerAndTheNextStillRuns() {
        List<Object> reported = new ArrayList<>();
        try (VirtualTime time = new VirtualTime((task, failure) -> reported.add(task + ": " + failure.getMessage()))) {
            time.loop().execute(() -> {
                throw new IllegalArgumentException("broken");
            });
            time.loop().execute(() -> log.add("next"));
            time.loop().runUntilDone(script().await(yieldNow()));
        }
        assertEquals(List.of("null: broken"), reported);
        assertEquals(List.of("next"), log);
    }

    @Test
    void whatWasPostedBeforeARunComesBeforeItsMainTask() {
        try (VirtualTime time = new VirtualTime()) {
            time.loop().execute(() -> log.add("posted"));
            var unused = time.loop().submit(script().run(() -> log.add("submitted")));
            time.loop().runUntilDone(script().run(() -> log.add("main")));
            assertEquals(
                    List.of("posted", "main"),
                    log.stream().filter(each -> each != "submitted").toList());
            assertTrue(log.contains("submitted"), log.toString());
        }
    }

    @Test
    void aHandlerThatFailsDoesNotStopTheLoop() {
        try (VirtualTime time = new VirtualTime((task, failure) -> {
            throw new IllegalStateException("handler");
        })) {
            time.loop().execute(() -> {
                throw new IllegalArgumentException("broken");
            });
            assertEquals(
                    "on", time.loop().runUntilDone(script().await(yieldNow()).give("on")));
        }
    }

    // L14
    @Test
    void aTaskThatNeverRunsDryLetsTimersFire() {
        EventLoop.run(script().then(v -> {
            Task<Object> busy = spawn(busy());
            return script().await(sleep(Duration.ofNanos(1))).run(busy::cancel);
        }));
    }

    /** Yields until it is cancelled. */
    private static Script busy() {
        return script().then(v -> yieldNow()).then(v -> busy());
    }

    // L03
    @Test
    void timersWithOneDeadlineFireInTheOrderInWhichTheyWereSet() {
        VirtualTime.run(script().then(v -> {
            List<Script> sleepers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                int n = i;
                sleepers.add(script().await(sleep(Duration.ofSeconds(1))).run(() -> log.add(n)));
            }
            return Tasks.gather(sleepers);
        }));
        assertEquals(IntStream.range(0, 100).boxed().toList(), log);
    }

    @Test
    void aSleepLongerThanTheClockReachesIsALongOne() {
        VirtualTime.run(script().then(v -> {
            Task<Object> longest = spawn(script().await(sleep(Duration.ofSeconds(Long.MAX_VALUE))));
            return script().await(sleep(Duration.ofDays(365))).run(() -> assertFalse(longest.isDone()));
        }));
    }

    @Test
    void onVirtualTimeALoopSleepsUntilAnotherThreadWakesItAndItsClockStands() throws Exception {
        List<LoopWarning> warnings = new CopyOnWriteArrayList<>();
        Promise<Object> fromElsewhere = new Promise<>();
        AtomicLong passed = new AtomicLong(-1);
        Thread runner = new Thread(() -> {
            try (EventLoop loop = EventLoop.builder()
                    .virtualTime()
                    .warningHandler(warnings::add)
                    .build()) {
                long start = loop.time();
                loop.runUntilDone(script().await(fromElsewhere));
                passed.set(loop.time() - start);
            }
        });
        runner.start();
        // One that spins would never come to wait.
        while (warnings.isEmpty() || runner.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        fromElsewhere.complete("done");
        runner.join();

        assertEquals(0, passed.get());
        assertEquals(
                List.of(LoopWarning.Kind.IDLE),
                warnings.stream().map(LoopWarning::kind).toList());
        assertTrue(warnings.get(0).message().contains("on virtual time is idle"), warnings::toString);
    }

    @Test
    void aLoopThatIsStuckNamesWhoWaits() {
        Throwable e = assertThrows(
                IllegalStateException.class,
                () -> VirtualTime.run(script().then(v -> {
                    spawn("forlorn", script().await(new Promise<>()));
                    return new Promise<>();
                })));
        assertTrue(e.getMessage().contains("Nothing can wake these tasks any more"), e.getMessage());
        assertTrue(e.getMessage().contains("forlorn"), e.getMessage());
    }

    // L10
    @Test
    void closingFromInsideIsRefused() {
        assertThrows(
                IllegalStateException.class,
                () -> EventLoop.run(script().run(() -> EventLoop.current().close())));
    }

    @Test
    void whatIsReadyRunsFirstComeFirstServed() {
        // Each of the tasks yields a number of times; the order must be that of a queue.
        int[] yields = {5, 0, 3, 7, 1, 3, 2, 9, 4, 4};
        VirtualTime.run(script().then(v -> {
            List<Script> tasks = new ArrayList<>();
            for (int i = 0; i < yields.length; i++) {
                int n = i;
                tasks.add(script().repeat(yields[i], round -> {
                            log.add(round + "/" + n);
                            return yieldNow();
                        })
                        .run(() -> log.add(yields[n] + "/" + n)));
            }
            return Tasks.gather(tasks);
        }));
        List<Object> expected = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            for (int n = 0; n < yields.length; n++) {
                if (round <= yields[n]) {
                    expected.add(round + "/" + n);
                }
            }
        }
        assertEquals(expected, log);
    }
}
