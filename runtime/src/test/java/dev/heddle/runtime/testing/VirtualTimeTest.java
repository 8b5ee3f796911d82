// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.testing;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.gather;
import static dev.heddle.runtime.Tasks.shield;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Promise;
import dev.heddle.runtime.Script;
import dev.heddle.runtime.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VirtualTimeTest {

    private final List<Object> log = new ArrayList<>();

    private static VirtualTime time() {
        return VirtualTime.builder().build();
    }

    /** C15. */
    @Test
    void hoursOfSleepTakeNoTimeAndTheClockStandsAtTheDeadlineExactly() {
        long before = System.nanoTime();
        try (VirtualTime time = time()) {
            time.test(() -> script().await(sleep(Duration.ofHours(1)))
                    .run(() -> log.add(time.elapsed()))
                    .await(sleep(Duration.ofNanos(1)))
                    .run(() -> log.add(time.elapsed())));
        }
        assertEquals(List.of(Duration.ofHours(1), Duration.ofHours(1).plusNanos(1)), log);
        assertTrue(System.nanoTime() - before < Duration.ofMinutes(1).toNanos());
    }

    @Test
    void timersBetweenManyOthersFireAtTheirVeryNanosecond() {
        try (VirtualTime time = time()) {
            time.test(() -> gather(IntStream.range(0, 5_000)
                    .mapToObj(i -> script().then(v -> sleep(Duration.ofNanos(1 + i * 7919L)))
                            .run(() ->
                                    assertEquals(1 + i * 7919L, time.elapsed().toNanos())))
                    .toList()));
        }
    }

    private List<Object> order(long seed) {
        List<Object> order = new ArrayList<>();
        try (VirtualTime time = VirtualTime.builder().seed(seed).build()) {
            time.test(() -> gather(IntStream.range(0, 20)
                    .mapToObj(i ->
                            script().run(() -> order.add(i)).await(yieldNow()).run(() -> order.add(-i)))
                    .toList()));
        }
        return order;
    }

    @Test
    void aSeedGivesTheSameOrderEachTimeAndAnotherOneThanOtherSeeds() {
        assertEquals(order(1), order(1));
        assertNotEquals(order(1), order(2));
        List<Object> sorted = new ArrayList<>(order(3));
        sorted.sort(null);
        assertEquals(
                IntStream.range(-19, 20).boxed().toList(),
                sorted.stream().distinct().toList());
        assertEquals(40, sorted.size());
    }

    @Test
    void actionsKeepTheirOrderWhateverTheSeed() {
        for (long seed = 0; seed < 100; seed++) {
            List<Object> order = new ArrayList<>();
            try (VirtualTime time = VirtualTime.builder().seed(seed).build()) {
                time.test(() -> script().run(() -> {
                            for (int i = 0; i < 100; i++) {
                                int n = i;
                                var unused = spawn(yieldNow());
                                EventLoop.current().execute(() -> order.add(n));
                            }
                        })
                        .await(sleep(Duration.ofMillis(1))));
            }
            assertEquals(IntStream.range(0, 100).boxed().toList(), order, "seed " + seed);
        }
    }

    @Test
    void aSeededLoopStarvesNobody() {
        try (VirtualTime time = VirtualTime.builder().seed(5).build()) {
            time.test(() -> script().then(v -> {
                Task<?> busy = spawn(busy());
                List<Script> others = new ArrayList<>();
                for (int i = 0; i < 500; i++) {
                    others.add(script().await(yieldNow()).await(yieldNow()));
                }
                return script().await(gather(others)).run(busy::cancel);
            }));
        }
    }

    private static Script busy() {
        return script().then(v -> yieldNow()).then(v -> busy());
    }

    @Test
    void aTaskThatIsLeftFailsTheTestAndIsNamed() {
        try (VirtualTime time = time()) {
            Throwable e = assertThrows(
                    AssertionError.class,
                    () -> time.test(() -> script().run(() -> spawn("forgotten", sleep(Duration.ofDays(1))))));
            assertTrue(e.getMessage().contains("forgotten"), e.getMessage());
            assertEquals(Duration.ZERO, time.elapsed());
        }
    }

    @Test
    void aTaskThatOnlyHasToComeToItsEndHasNotLeaked() {
        try (VirtualTime time = time()) {
            assertEquals(
                    "value",
                    time.test(() -> script().run(() -> {
                                Task<?> cancelled = spawn(script().await(new Promise<>())
                                        .lastly(v -> shield(yieldNow()))
                                        .run(() -> log.add("never"))
                                        .lastly(v -> log.add("cleanup")));
                                var unused = spawn(script().await(yieldNow())
                                        .run(cancelled::cancel)
                                        .run(() -> log.add("end")));
                            })
                            .give("value")));
        }
        assertEquals(List.of("end", "cleanup"), log);
    }

    @Test
    void aFailureThatNobodyHeardOfFailsTheTest() {
        IOException failure = new IOException("lost");
        try (VirtualTime time = time()) {
            Throwable e = assertThrows(
                    AssertionError.class,
                    () -> time.test(() -> script().run(() -> spawn("careless", failing(failure)))
                            .await(yieldNow())));
            assertSame(failure, e.getCause());
            assertTrue(e.getMessage().contains("careless"), e.getMessage());
        }
    }

    private static Script failing(Throwable failure) {
        return script().then(v -> {
            throw failure;
        });
    }

    @Test
    void theTestsOwnFailureComesFirstAndTheUnheardOneWithIt() {
        IOException own = new IOException("own");
        IOException lost = new IOException("lost");
        try (VirtualTime time = time()) {
            assertSame(
                    own,
                    assertThrows(
                            IOException.class,
                            () -> time.test(() -> script().run(() -> spawn(failing(lost)))
                                    .await(yieldNow())
                                    .then(v -> {
                                        throw own;
                                    }))));
        }
        assertSame(lost, own.getSuppressed()[0].getCause());
    }

    @Test
    void anExceptionHandlerTakesOverWhatNobodyHeardOf() {
        IOException failure = new IOException("handled");
        try (VirtualTime time = VirtualTime.builder()
                .exceptionHandler((task, thrown) -> log.add(thrown))
                .build()) {
            time.test(() -> script().run(() -> spawn(failing(failure))).await(yieldNow()));
        }
        assertEquals(List.of(failure), log);
    }

    @Test
    void closingThrowsWhatNoTestHasThrown() {
        IOException failure = new IOException("late");
        VirtualTime time = time();
        time.loop().runUntilDone(script().run(() -> spawn(failing(failure))).await(yieldNow()));
        assertSame(failure, assertThrows(AssertionError.class, time::close).getCause());
    }

    @Test
    void aLoopThatIsStuckFailsAndTellsWhoWaits() {
        try (VirtualTime time = time()) {
            Throwable e = assertThrows(
                    IllegalStateException.class,
                    () -> time.test(() -> script().then(v -> {
                        spawn("forlorn", script().await(new Promise<>()));
                        return new Promise<>();
                    })));
            assertTrue(e.getMessage().contains("forlorn"), e.getMessage());
        }
    }

    @Test
    void aTestThatTicksForEverEndsAtTheTimeLimitAndTellsWhoWaits() {
        try (VirtualTime time =
                VirtualTime.builder().timeLimit(Duration.ofSeconds(10)).build()) {
            Throwable e = assertThrows(
                    IllegalStateException.class,
                    () -> time.test(() -> script().then(v -> {
                        var unused = spawn("ticker", ticking());
                        return script().await(sleep(Duration.ofSeconds(10)))
                                .run(() -> log.add("still within"))
                                .await(new Promise<>());
                    })));
            assertTrue(e.getMessage().contains("PT10S") && e.getMessage().contains("ticker"), e.getMessage());
            assertEquals(Duration.ofSeconds(10), time.elapsed());
        }
        assertEquals(List.of("still within"), log);
    }

    private static Script ticking() {
        return script().await(sleep(Duration.ofSeconds(1))).then(v -> ticking());
    }
}
