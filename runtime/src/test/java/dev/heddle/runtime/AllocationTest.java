// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Awaitable;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.testing.VirtualTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What costs nothing must go on costing nothing. */
@Timeout(120)
class AllocationTest {

    /** For the loop itself, its thread-locals, and what the JVM does by itself in the meantime. */
    private static final long CONSTANT = 100_000;

    /** Awaits something again and again, and gives the bytes that were allocated meanwhile. */
    private static final class Repeat extends Frame<Long> {
        private final int times;
        private final Supplier<? extends Awaitable<?>> awaitable;
        private int done;
        private long before;

        Repeat(int times, Awaitable<?> awaitable) {
            this(times, () -> awaitable);
        }

        Repeat(int times, Supplier<? extends Awaitable<?>> awaitable) {
            this.times = times;
            this.awaitable = awaitable;
        }

        @Override
        protected Object resume(Strand<?> strand, int room) throws Throwable {
            int i = done;
            if (state == CLAIMED) {
                before = Meter.allocated();
            } else {
                var unused = Awaits.resumed(strand);
                i++;
            }
            state = RUNNING;
            for (; i < times; i++) {
                if (Awaits.await(awaitable.get(), strand, room) == Awaits.SUSPENDED) {
                    done = i;
                    return suspend(strand, CLAIMED - 1);
                }
            }
            return Meter.allocated() - before;
        }
    }

    @Test
    void tenMillionAwaitsOfACompletedValueAllocateNothing() {
        long bytes = EventLoop.run(new Repeat(10_000_000, Promise.completed("value")));
        assertTrue(bytes < CONSTANT, bytes + " bytes");
    }

    @Test
    void aMillionYieldsAllocateNothing() {
        List<Long> bytes = EventLoop.run(
                Tasks.gather(new Repeat(1_000_000, Tasks.yieldNow()), new Repeat(1_000_000, Tasks.yieldNow())));
        assertTrue(bytes.get(0) + bytes.get(1) < 2 * CONSTANT, bytes + " bytes");
    }

    @Test
    void aSleepAllocatesNoMoreThanItsCoroutineAndItsTimer() {
        int times = 500_000;
        Duration second = Duration.ofSeconds(1);
        List<Long> bytes = VirtualTime.run(Tasks.gather(
                new Repeat(times, () -> Tasks.sleep(second)), new Repeat(times, () -> Tasks.sleep(second))));
        long each = bytes.get(0) / (2L * times);
        assertTrue(each <= 64, each + " bytes each");
    }

    @Test
    void aTimeoutAllocatesNoMoreThanItsCoroutineItsScopeAndItsTimer() {
        int times = 200_000;
        Duration second = Duration.ofSeconds(1);
        long bytes = EventLoop.run(new Repeat(times, () -> Tasks.timeoutOrElse(second, Tasks.yieldNow(), null)));
        long each = bytes / times;
        // 40 for the coroutine with its fallback, 32 each for scope and timer.
        assertTrue(each <= 104, each + " bytes each");
    }

    @Test
    void aTaskThatIsAwaitedAgainAndAgainAllocatesNothing() {
        long bytes = EventLoop.run(Script.script()
                                .then(v -> {
                                    Task<Object> done =
                                            Tasks.spawn(Script.script().give("value"));
                                    return Script.script().await(done).then(w -> new Repeat(1_000_000, done));
                                })
                                .then(w -> w))
                        instanceof Long each
                ? each
                : Long.MAX_VALUE;
        assertTrue(bytes < CONSTANT, bytes + " bytes");
    }

    @Test
    void aPromiseThatIsCompletedAllocatesNothingButItself() {
        int times = 1_000_000;
        long bytes = EventLoop.run(new Repeat(times, () -> {
            Promise<String> promise = new Promise<>();
            promise.complete("value");
            return promise;
        }));
        assertTrue(bytes / times <= 24, bytes / times + " bytes each");
    }

    /** One variable, as a small coroutine of a user's has. */
    private static final class Sleeper extends Frame<Object> {
        private final Duration duration;

        Sleeper(Duration duration) {
            this.duration = duration;
        }

        @Override
        protected Object resume(Strand<?> strand, int room) throws Throwable {
            Object value =
                    state == CLAIMED ? Awaits.await(Tasks.sleep(duration), strand, room) : Awaits.resumed(strand);
            return value == Awaits.SUSPENDED ? suspend(strand, CLAIMED - 1) : value;
        }
    }

    @Test
    void aTaskAsleepTakesLessThan135Bytes() {
        int count = 100_000;
        Duration hour = Duration.ofHours(1);
        Runtime runtime = Runtime.getRuntime();
        long[] used = new long[2];
        VirtualTime.run(Script.script()
                .run(() -> used[0] = usedHeap(runtime))
                .then(v -> {
                    for (int i = 0; i < count; i++) {
                        var unused = Tasks.spawn(new Sleeper(hour));
                    }
                    return Tasks.yieldNow();
                })
                .run(() -> used[1] = usedHeap(runtime)));
        long each = (used[1] - used[0]) / count;
        assertTrue(each < 135, each + " bytes each; " + Arrays.toString(used));
    }

    private static long usedHeap(Runtime runtime) {
        for (int i = 0; i < 2; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
