// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.blocking;
import static dev.heddle.runtime.Tasks.spawn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loops that end, or have nothing else to do, while other threads work for them. */
@Timeout(60)
class OffloadClosingTest {

    private final List<Object> log = new ArrayList<>();

    @Test
    void aLoopThatWaitsForAThreadIsNotStuck() {
        Thread loopThread = Thread.currentThread();
        try (EventLoop loop = EventLoop.builder().failWhenStuck().build()) {
            assertEquals("worked", loop.runUntilDone(blocking(() -> {
                // Until the loop has found nothing else to do.
                while (loopThread.getState() == Thread.State.RUNNABLE) {
                    Thread.onSpinWait();
                }
                return "worked";
            })));
        }
    }

    // R01
    @Test
    void closingTheLoopWaitsForTheWorkAfterTheTasks() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cleaned = new CountDownLatch(1);
        List<Object> shared = java.util.Collections.synchronizedList(log);
        try (EventLoop loop = EventLoop.builder().build()) {
            loop.runUntilDone(script().then(v -> {
                var unused = spawn(script().await(blocking(() -> {
                            begun.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                cleaned.await();
                                shared.add("work ends");
                            }
                            return null;
                        }))
                        .lastly(w -> {
                            shared.add("cleanup");
                            cleaned.countDown();
                            return w;
                        }));
                return blocking(() -> begun.await(30, TimeUnit.SECONDS));
            }));
        }
        assertEquals(List.of("cleanup", "work ends"), log);
        assertFalse(log.isEmpty());
    }

    // X04
    @Test
    void closingGivesUpAfterAWhileWithAWarning() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        try (EventLoop loop = EventLoop.builder()
                .name("impatient")
                .offloadPatience(Duration.ofMillis(20))
                .warningHandler(log::add)
                .build()) {
            loop.runUntilDone(script().then(v -> {
                var unused = spawn(blocking(() -> {
                    begun.countDown();
                    while (released.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                    return null;
                }));
                return blocking(() -> begun.await(30, TimeUnit.SECONDS));
            }));
        } finally {
            released.countDown();
        }
        LoopWarning warning = (LoopWarning) log.get(0);
        assertEquals(LoopWarning.Kind.WORK_LEFT, warning.kind());
        assertTrue(warning.message().startsWith("EventLoop[impatient] closes though work"), warning.message());
        assertTrue(warning.message().contains("OffloadClosingTest"), warning.message());
    }
}
