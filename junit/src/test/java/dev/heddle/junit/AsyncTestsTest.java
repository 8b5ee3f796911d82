// SPDX-License-Identifier: Apache-2.0
package dev.heddle.junit;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.runtime.Tasks.gather;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Promise;
import dev.heddle.runtime.testing.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The classes inside are run by JUnit's test kit, since many of their tests must fail. */
@Timeout(60)
class AsyncTestsTest {

    private static final List<Object> LOG = new ArrayList<>();

    @BeforeEach
    void clear() {
        LOG.clear();
    }

    @AfterEach
    void clearProperty() {
        System.clearProperty("heddle.seed");
    }

    private static EngineExecutionResults run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute();
    }

    /** The failures by the display names of their tests. */
    private static Throwable failureOf(EngineExecutionResults results, String test) {
        Event failed = results.testEvents()
                .failed()
                .filter(event -> event.getTestDescriptor().getDisplayName().equals(test))
                .findFirst()
                .orElseThrow(() -> new AssertionError(test + " has not failed"));
        return failed.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }

    private static List<String> displayNames(EngineExecutionResults results) {
        return results.testEvents()
                .started()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .sorted()
                .toList();
    }

    static class Good implements AsyncTests {

        private final List<String> own = new ArrayList<>();
        private VirtualTime before;

        @BeforeEach
        void prepare(VirtualTime time) {
            before = time;
            own.add("prepared");
        }

        @AfterEach
        void tellHowLong(VirtualTime time) {
            LOG.add(time.elapsed());
        }

        @Async
        @AsyncTest
        Coroutine<Void> sleepsAnHour(VirtualTime time, EventLoop loop, @TempDir Path directory) {
            assertSame(before, time);
            assertSame(loop, EventLoop.current());
            assertTrue(Files.isDirectory(directory));
            assertEquals(List.of("prepared"), own);
            own.add("an instance for each test");
            await(sleep(Duration.ofHours(1)));
            assertEquals(Duration.ofHours(1), time.elapsed());
            return done();
        }

        @Async
        @AsyncTest
        Coroutine<Void> hasNoParameters() {
            assertEquals(List.of("prepared"), own);
            own.add("an instance for each test");
            await(yieldNow());
            return done();
        }

        @AsyncTest
        @Disabled("to show that a disabled test does not run")
        Coroutine<Void> isDisabled() {
            throw new AssertionError("must not run");
        }

        @Test
        void plain(VirtualTime time) {
            assertSame(before, time);
            time.test(() -> sleep(Duration.ofMinutes(5)));
        }

        @Nested
        class Inside implements AsyncTests {
            @Async
            @AsyncTest
            Coroutine<Void> runsAsWell() {
                await(yieldNow());
                return done();
            }
        }
    }

    @Test
    void coroutinesRunOnALoopOfTheirOwnOnVirtualTime() {
        EngineExecutionResults results = run(Good.class);
        results.testEvents().assertStatistics(counts -> counts.started(4).succeeded(4));
        assertEquals(
                List.of("hasNoParameters", "plain(VirtualTime)", "runsAsWell", "sleepsAnHour"), displayNames(results));
        assertEquals(
                List.of(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(5), Duration.ofHours(1)),
                LOG.stream().map(each -> (Duration) each).sorted().toList());
    }

    static class Bad implements AsyncTests {

        @Async
        @AsyncTest
        Coroutine<Void> fails() throws IOException {
            await(yieldNow());
            throw new IOException("as it must");
        }

        @Async
        @AsyncTest
        Coroutine<Void> leaks() {
            spawn("leaked", sleep(Duration.ofDays(2)));
            await(yieldNow());
            return done();
        }

        @Async
        @AsyncTest
        Coroutine<Void> loses() {
            spawn("lost", failing());
            await(yieldNow());
            return done();
        }

        @Async
        static Coroutine<Void> failing() {
            throw new IllegalArgumentException("unheard");
        }

        @Async
        @AsyncTest
        Coroutine<Void> isStuck() {
            await(new Promise<>());
            return done();
        }

        @Async
        @AsyncTest
        @VirtualTimeout(value = 90, unit = TimeUnit.MINUTES)
        Coroutine<Void> takesTooLong() {
            for (; ; ) {
                await(sleep(Duration.ofMinutes(60)));
            }
        }

        @AsyncTest
        Coroutine<Void> givesNull() {
            return null;
        }
    }

    @Test
    void whatAPlainTestWouldNotNoticeFails() {
        EngineExecutionResults results = run(Bad.class);
        results.testEvents().assertStatistics(counts -> counts.started(6).failed(6));
        assertEquals("as it must", failureOf(results, "fails").getMessage());
        assertMessage(results, "leaks", "leaked");
        assertMessage(results, "loses", "unheard");
        assertMessage(results, "isStuck", "Nothing can wake these tasks any more", "AsyncTestsTest.java");
        assertMessage(results, "takesTooLong", "PT1H30M");
        assertMessage(results, "givesNull", "gave null");
    }

    private static void assertMessage(EngineExecutionResults results, String test, String... parts) {
        String message = failureOf(results, test).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    @Seeds(20)
    static class Seeded implements AsyncTests {

        private final List<Integer> order = new ArrayList<>();

        @Async
        @AsyncTest
        Coroutine<Void> many(RandomGenerator random) {
            await(gather(Stream.iterate(0, i -> i + 1).limit(5).map(this::add).toList()));
            LOG.add(order + " " + random.nextInt());
            return done();
        }

        @Async
        @AsyncTest
        @Seed(3)
        Coroutine<Void> one() {
            await(gather(Stream.iterate(0, i -> i + 1).limit(5).map(this::add).toList()));
            LOG.add("one " + order);
            return done();
        }

        @Async
        private Coroutine<Void> add(int number) {
            await(yieldNow());
            order.add(number);
            return done();
        }
    }

    @Test
    void seedsChangeTheOrderAndAreRepeatable() {
        EngineExecutionResults results = run(Seeded.class);
        results.testEvents().assertStatistics(counts -> counts.started(21).succeeded(21));
        assertTrue(displayNames(results).containsAll(List.of("many, seed 0", "many, seed 19", "one, seed 3")));
        List<Object> first = List.copyOf(LOG);
        assertTrue(first.stream().distinct().count() > 10, first.toString());

        LOG.clear();
        run(Seeded.class);
        assertEquals(first, LOG);

        LOG.clear();
        System.setProperty("heddle.seed", "7");
        run(Seeded.class).testEvents().assertStatistics(counts -> counts.started(2));
        assertTrue(first.containsAll(LOG), LOG.toString());
    }

    @ExtendWith(HeddleExtension.class)
    @Seed(5)
    static class Plain {

        @Test
        void getsALoopAndRandomNumbers(EventLoop loop, RandomGenerator random) {
            LOG.add(random.nextInt());
            loop.runUntilDone(sleep(Duration.ofDays(1).minusNanos(1)));
        }

        @Test
        void staysWithinTheLimit(EventLoop loop) {
            loop.runUntilDone(sleep(Duration.ofDays(1).plusNanos(1)));
        }

        @Test
        void hearsOfWhatIsLost(EventLoop loop) {
            loop.execute(() -> {
                throw new IllegalArgumentException("unheard");
            });
        }
    }

    @Test
    void plainTestsGetALoopAsAParameter() {
        EngineExecutionResults results = run(Plain.class);
        results.testEvents().assertStatistics(counts -> counts.started(3).failed(2));
        assertMessage(results, "staysWithinTheLimit(EventLoop)", "PT24H");
        assertMessage(results, "hearsOfWhatIsLost(EventLoop)", "unheard");
        assertEquals(1, LOG.size());
    }

    static class Empty implements AsyncTests {}

    static class Misshapen implements AsyncTests {
        @AsyncTest
        void givesNothing() {}
    }

    @Test
    void whatCannotBeRunIsRefused() {
        for (Class<?> each : List.of(Empty.class, Misshapen.class)) {
            run(each).containerEvents().assertStatistics(counts -> counts.failed(1));
        }
    }
}
