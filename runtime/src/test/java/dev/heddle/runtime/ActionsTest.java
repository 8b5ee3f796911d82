// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.testing.VirtualTime;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a loop owes to actions, timers and tasks, whoever else is there. */
@Timeout(60)
class ActionsTest {

    private final List<Object> log = new ArrayList<>();

    // L02
    @Test
    void anActionThatAnActionPostsRunsBehindAllThatWasQueued() {
        VirtualTime.run(script().run(() -> {
                    EventLoop loop = EventLoop.current();
                    loop.execute(() -> {
                        log.add("a");
                        loop.execute(() -> log.add("a2"));
                    });
                    loop.execute(() -> log.add("b"));
                })
                .await(yieldNow())
                .await(yieldNow()));
        assertEquals(List.of("a", "b", "a2"), log);
    }

    // L08, L09: a run ends with its main task, at once
    @Test
    void whatIsPostedAtTheEndOfARunIsKeptForTheNext() {
        try (VirtualTime time = new VirtualTime()) {
            EventLoop loop = time.loop();
            loop.runUntilDone(script().run(() -> loop.execute(() -> log.add("kept"))));
            assertEquals(List.of(), log);
            loop.runUntilDone(script().run(() -> log.add("main")).await(yieldNow()));
        }
        assertEquals(List.of("kept", "main"), log);
    }

    // L10
    @Test
    void aLoopThatIsClosedRefusesWhateverComes() {
        EventLoop loop = EventLoop.builder().build();
        loop.close();
        assertThrows(RejectedExecutionException.class, () -> loop.execute(() -> log.add("never")));
        assertThrows(RejectedExecutionException.class, () -> loop.spawn(script()));
        assertThrows(RejectedExecutionException.class, () -> loop.submit(script()));
        assertEquals(List.of(), log);
    }

    // L14
    @Test
    void anActionThatPostsItselfForEverLeavesRoomForOthersWithinTwoBatches() {
        AtomicInteger since = new AtomicInteger(-1);
        EventLoop loop = EventLoop.builder().build();
        Promise<String> served = new Promise<>();
        Runnable busy = new Runnable() {
            private int times;

            @Override
            public void run() {
                if (++times == 1_000) {
                    sendFromOutside(() -> {
                        log.add(since.get());
                        served.complete("served");
                    });
                    since.set(0);
                } else if (since.get() >= 0) {
                    since.incrementAndGet();
                }
                if (!served.isDone()) {
                    loop.execute(this);
                }
            }

            private void sendFromOutside(Runnable action) {
                Thread thread = new Thread(() -> loop.execute(action));
                thread.start();
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        };
        loop.execute(busy);
        assertEquals("served", loop.runUntilDone(script().await(served)));
        loop.close();
        int steps = (Integer) log.get(0);
        assertTrue(steps <= 2 * Rounds.BATCH, steps + " steps");
    }

    // L16
    @Test
    void aLoopThatWaitsForATimerDoesNotSpin() {
        AtomicInteger turns = new AtomicInteger();
        LoopListener counter = new LoopListener() {
            @Override
            public void turned(int ready, long lagNanos) {
                turns.incrementAndGet();
            }
        };
        try (EventLoop loop = EventLoop.builder().listener(counter).build()) {
            long start = System.nanoTime();
            loop.runUntilDone(
                    script().repeat(5, i -> sleep(Duration.ofMillis(10))).repeat(5, i -> sleep(Duration.ofNanos(1))));
            assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(50));
        }
        // One or two a sleep, and some for spurious wake-ups.
        assertTrue(turns.get() < 100, turns + " turns");
    }

    // L21: Java has no exception that is meant to end the program, so an action's never ends the loop, whatever it is
    @Test
    void anErrorOfAnActionGoesToTheHandlerAndTheLoopGoesOn() {
        try (VirtualTime time = new VirtualTime((task, failure) -> log.add(failure.getMessage()))) {
            time.loop().execute(() -> {
                throw new AssertionError("action");
            });
            assertEquals(
                    "on", time.loop().runUntilDone(script().await(yieldNow()).give("on")));
        }
        assertEquals(List.of("action"), log);
    }

    // R06
    @Test
    void anErrorOfTheMainTaskIsThrownAfterTheCleanupOfTheOthers() {
        AssertionError error = new AssertionError("main");
        Throwable thrown = assertThrows(
                AssertionError.class,
                () -> VirtualTime.run(script().then(v -> {
                            var unused = spawn(script().await(new Promise<>())
                                    .lastly(w -> sleep(Duration.ofSeconds(1)))
                                    .rescue(e -> log.add("cleanup")));
                            return yieldNow();
                        })
                        .then(v -> {
                            throw error;
                        })));
        assertEquals(error, thrown);
        assertEquals(List.of("cleanup"), log);
    }

    // T22
    @Test
    void aTaskThatNothingElseHoldsIsNotCollected() {
        List<WeakReference<Object>> held = new ArrayList<>();
        VirtualTime.run(script().run(() -> {
                    Object inside = new Object();
                    held.add(new WeakReference<>(inside));
                    var unused = spawn(script().await(new Promise<>()).rescue(e -> log.add(inside.hashCode())));
                })
                .await(yieldNow())
                .run(System::gc)
                .run(() -> assertFalse(held.get(0).refersTo(null))));
        assertEquals(1, log.size());
    }

    // C15
    @Test
    void minutesOfSleepsTakeNoTime() {
        long start = System.nanoTime();
        try (VirtualTime time = new VirtualTime()) {
            time.loop().runUntilDone(script().repeat(450, i -> sleep(Duration.ofSeconds(1))));
            assertEquals(Duration.ofSeconds(450), time.elapsed());
        }
        assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(30));
    }
}
