// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.codegen.Strand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
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

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void firesInTheOrderOfDeadlinesAndThenOfAddingWhateverIsRemoved(long seed) {
        Random random = new Random(seed);
        // Half of the clocks pass the greatest long.
        long origin = seed % 2 == 0 ? Long.MAX_VALUE - 500 : random.nextInt();
        TimerQueue queue = new TimerQueue();
        List<Marked> oracle = new ArrayList<>();
        Comparator<Marked> order = Comparator.comparingLong(timer -> timer.deadline - origin);
        long now = 0;
        for (int step = 0; step < 20_000; step++) {
            int dice = random.nextInt(10);
            if (dice < 6 && step < 15_000) {
                Marked timer = new Marked(origin + now + random.nextInt(100), step);
                queue.add(timer);
                oracle.add(timer);
            } else if (dice < 8 && !oracle.isEmpty()) {
                Marked gone = oracle.remove(random.nextInt(oracle.size()));
                assertTrue(queue.remove(gone));
                assertFalse(queue.remove(gone));
            } else {
                now += random.nextInt(10);
                List<Marked> sorted = new ArrayList<>(oracle);
                sorted.sort(order); // stable
                for (Marked expected : sorted) {
                    if (expected.deadline - origin > now) {
                        break;
                    }
                    assertEquals(expected, queue.pollDue(origin + now));
                    oracle.remove(expected);
                }
                assertNull(queue.pollDue(origin + now));
            }
            assertEquals(oracle.size(), queue.size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1_000, 100_000})
    void equalDeadlinesFireFirstComeFirstServed(int count) {
        TimerQueue queue = new TimerQueue();
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
