// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.codegen.Strand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerQueueTest {

    private static final class Marked extends Timer {
        private final int mark;

        Marked(long deadline, int mark) {
            super(deadline);
            this.mark = mark;
        }

        @Override
        protected boolean arm(Strand<?> strand) {
            return true;
        }

        @Override
        protected void disarm(Strand<?> strand) {}

        @Override
        protected void fire() {}

        @Override
        public String toString() {
            return mark + "@" + deadline;
        }
    }

    /** A queue, and beside it the same timers in a list that is sorted whenever it is asked. */
    private static final class Trial {
        private final Random random;
        private final long origin;
        private final TimerQueue queue;
        private final List<Marked> oracle = new ArrayList<>();
        private int added;
        private long now;

        Trial(long seed) {
            random = new Random(seed);
            // Half of the clocks pass the greatest long, and a quarter pass 0.
            origin = seed % 2 == 0 ? Long.MAX_VALUE - 500 : seed % 4 == 1 ? -500 : random.nextLong() >> 1;
            queue = new TimerQueue(origin);
        }

        /** A time of any size: some nanoseconds as likely as some years. */
        private long duration(int bits) {
            return random.nextLong() >>> (Long.SIZE - random.nextInt(bits) - 1);
        }

        void add(long delay) {
            Marked timer = new Marked(origin + now + delay, added++);
            queue.add(timer);
            oracle.add(timer);
        }

        void remove() {
            Marked gone = oracle.remove(random.nextInt(oracle.size()));
            assertTrue(queue.remove(gone));
            assertFalse(queue.remove(gone));
        }

        void pass(long time) {
            now += time;
            List<Marked> sorted = new ArrayList<>(oracle);
            sorted.sort(Comparator.comparingLong(timer -> timer.deadline - origin)); // stable
            for (Marked expected : sorted) {
                if (expected.deadline - origin > now) {
                    break;
                }
                assertSame(expected, queue.pollDue(origin + now));
                oracle.remove(expected);
            }
            assertNull(queue.pollDue(origin + now));
        }

        /** Asks as a loop on virtual time does, which must come to the first deadline, soon, and not pass it. */
        void passToNext() {
            if (oracle.isEmpty()) {
                assertEquals(Long.MAX_VALUE, queue.nanosToNext(origin + now));
                return;
            }
            long first = oracle.stream()
                    .mapToLong(timer -> timer.deadline - origin - now)
                    .min()
                    .orElseThrow();
            for (int asked = 0; first > 0; asked++) {
                assertNull(queue.pollDue(origin + now));
                long nanos = queue.nanosToNext(origin + now);
                assertTrue(nanos <= first, () -> "too late: " + nanos);
                assertTrue(asked < 30, "asked too often");
                now += Math.max(nanos, 0);
                first -= Math.max(nanos, 0);
            }
            pass(0);
        }
    }

    @Test
    void firesInTheOrderOfDeadlinesAndThenOfAddingWhateverIsRemoved() {
        for (long seed = 0; seed < 3_000; seed++) {
            Trial trial = new Trial(seed);
            int bits = 1 + trial.random.nextInt(62);
            int steps = trial.random.nextInt(600);
            for (int step = 0; step < steps; step++) {
                int dice = trial.random.nextInt(12);
                if (dice < 6) {
                    trial.add(trial.duration(bits));
                } else if (dice < 7) {
                    long same = trial.duration(bits);
                    for (int i = trial.random.nextInt(40); i > 0; i--) {
                        trial.add(same);
                    }
                } else if (dice < 9 && !trial.oracle.isEmpty()) {
                    trial.remove();
                } else if (dice < 11 && trial.now < Long.MAX_VALUE >> 2) {
                    trial.passToNext();
                } else if (trial.now < Long.MAX_VALUE >> 2) {
                    trial.pass(trial.duration(Math.min(bits, 60)));
                }
                assertEquals(trial.oracle.size(), trial.queue.size());
            }
            while (!trial.oracle.isEmpty()) {
                trial.passToNext();
            }
            assertTrue(trial.queue.isEmpty());
        }
    }

    @Test
    void whatIsAddedTooLateIsDueAtOnceInTheOrderOfDeadlines() {
        TimerQueue queue = new TimerQueue(0);
        queue.add(new Marked(100, 0));
        assertEquals(100, queue.pollDue(1_000).deadline);
        for (int i = 0; i < 100; i++) {
            queue.add(new Marked((i * 37) % 50, i));
        }
        long before = -1;
        int markBefore = -1;
        for (int i = 0; i < 100; i++) {
            Marked timer = (Marked) queue.pollDue(1_000);
            assertTrue(timer.deadline > before || (timer.deadline == before && timer.mark > markBefore));
            before = timer.deadline;
            markBefore = timer.mark;
        }
        assertTrue(queue.isEmpty());
    }

    @Test
    void whatIsDueMayStillBeRemovedOrJoinedByMore() {
        Random random = new Random(3);
        TimerQueue queue = new TimerQueue(0);
        List<Marked> oracle = new ArrayList<>();
        queue.add(new Marked(1_000, -1));
        assertEquals(-1, ((Marked) queue.pollDue(1_000)).mark);
        for (int i = 0; i < 20_000; i++) {
            int dice = random.nextInt(10);
            if (dice < 6) {
                Marked timer = new Marked(random.nextInt(1_000), i);
                queue.add(timer);
                oracle.add(timer);
                oracle.sort(Comparator.comparingLong(each -> each.deadline)); // stable
            } else if (dice < 8 && !oracle.isEmpty()) {
                assertTrue(queue.remove(oracle.remove(random.nextInt(oracle.size()))));
            } else {
                assertSame(oracle.isEmpty() ? null : oracle.remove(0), queue.pollDue(1_000));
            }
        }
    }

    @Test
    void whatIsArmedAndDisarmedLeavesNothingBehind() {
        TimerQueue queue = new TimerQueue(0);
        for (long now = 0; now < 100_000; now++) {
            Marked timer = new Marked(now + 30_000_000_000L, 0);
            queue.add(timer);
            assertNull(queue.pollDue(now));
            assertTrue(queue.remove(timer));
        }
        assertTrue(queue.isEmpty());
        assertEquals(Long.MAX_VALUE, queue.nanosToNext(100_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1_000, 1_000_000})
    void equalDeadlinesFireFirstComeFirstServed(int count) {
        TimerQueue queue = new TimerQueue(0);
        for (int i = 0; i < count; i++) {
            queue.add(new Marked(5, i));
        }
        assertEquals(count == 0 ? Long.MAX_VALUE : 2, queue.nanosToNext(3));
        assertNull(queue.pollDue(4));
        for (int i = 0; i < count; i++) {
            Marked timer = (Marked) queue.pollDue(5);
            assertEquals(i, timer.mark);
        }
        assertTrue(queue.isEmpty());
    }
}
