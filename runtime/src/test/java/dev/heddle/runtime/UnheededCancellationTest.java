// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UnheededCancellationTest {

    /** {@code while (left > 0) { try { await(sleep(an hour)); } catch (CancellationException e) { left--; } }}. */
    private static final class Stubborn extends Frame<Object> {
        private int left;

        Stubborn(int times) {
            left = times;
        }

        @Override
        protected Object resume(Strand<?> strand, int room) throws Throwable {
            if (state != CLAIMED) {
                try {
                    return Awaits.resumed(strand);
                } catch (CancellationException caught) {
                    if (--left == 0) {
                        return "ended";
                    }
                }
            }
            state = RUNNING;
            var unused = Awaits.await(sleep(Duration.ofHours(1)), strand, room);
            return suspend(strand, -2);
        }
    }

    private final List<LoopWarning> warnings = new ArrayList<>();

    private Object cancelled(Stubborn body) {
        try (EventLoop loop = EventLoop.builder().warningHandler(warnings::add).build()) {
            return loop.runUntilDone(script().then(v -> {
                Task<Object> task = spawn(body);
                return script().await(yieldNow()).run(task::cancel).await(task);
            }));
        }
    }

    @Test
    void aTaskThatCatchesItsCancellationAThousandTimesIsToldOfOnce() {
        assertEquals("ended", cancelled(new Stubborn(5000)));
        assertEquals(
                List.of(LoopWarning.Kind.UNHEEDED),
                warnings.stream().map(LoopWarning::kind).toList());
        assertTrue(
                warnings.get(0).message().startsWith("Task Task-"),
                warnings.get(0).message());
        assertEquals("ended", warnings.get(0).task().resultNow());
    }

    @Test
    void aTaskThatCatchesItSomeTimesIsNot() {
        assertEquals("ended", cancelled(new Stubborn(1000)));
        assertEquals(List.of(), warnings);
    }

    @Test
    void othersHaveTheirTurnMeanwhile() {
        Stubborn body = new Stubborn(100_000);
        int[] leftThen = new int[1];
        EventLoop.run(script().then(v -> {
            Task<Object> task = spawn(body);
            return script().await(yieldNow())
                    .run(task::cancel)
                    .await(yieldNow())
                    .await(yieldNow())
                    .run(() -> leftThen[0] = body.left)
                    .await(task);
        }));
        assertTrue(leftThen[0] > 99_000, () -> "left: " + leftThen[0]);
    }

    @Test
    void itEndsOnAPoolOfThreadsAsWell() throws Exception {
        var pool = Executors.newFixedThreadPool(2);
        try {
            Task<Object> task = Scheduler.over(pool).spawn(new Stubborn(5000));
            task.cancel();
            assertEquals("ended", task.toCompletableFuture().get());
        } finally {
            pool.shutdown();
        }
    }
}
