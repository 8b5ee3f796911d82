// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.codegen.Strand;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitQueueTest {

    private final WaitQueue queue = new WaitQueue();

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void itIsAListWhateverIsAddedAndRemoved(int waiters) {
        Random random = new Random(waiters);
        List<Waiter> idle = new ArrayList<>(Stream.generate(() -> (Waiter) new Place(new Nobody()))
                .limit(waiters)
                .toList());
        List<Waiter> model = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            boolean first = random.nextBoolean();
            if (!idle.isEmpty() && random.nextBoolean()) {
                Waiter added = idle.remove(random.nextInt(idle.size()));
                queue.add(added);
                model.add(added);
            } else if (!model.isEmpty()) {
                Waiter removed = model.remove(first ? 0 : random.nextInt(model.size()));
                if (first) {
                    queue.removeFirst(removed);
                } else {
                    assertTrue(queue.remove(removed));
                }
                idle.add(removed);
            }
            assertHolds(model);
            idle.forEach(each -> assertFalse(queue.remove(each)));
        }
    }

    @Test
    void oneThatHasLeftAnotherQueueIsInNone() {
        WaitQueue other = new WaitQueue();
        Waiter waiter = new Place(new Nobody());
        other.add(waiter);
        other.removeFirst(waiter);
        assertFalse(waiter.isIn(other));
        queue.add(waiter);
        assertTrue(waiter.isIn(queue));
        assertFalse(other.remove(waiter));
        assertHolds(List.of(waiter));
    }

    private void assertHolds(List<Waiter> model) {
        assertEquals(model.size(), queue.size());
        assertEquals(model.isEmpty(), queue.isEmpty());
        Waiter before = null;
        Waiter waiter = queue.first();
        for (Waiter each : model) {
            assertEquals(each, waiter);
            assertEquals(before, each.before);
            before = each;
            waiter = each.after;
        }
        assertNull(waiter);
    }

    private static final class Nobody extends Queueing {

        @Override
        void queue(Place place, Strand<?> strand) {
            throw new AssertionError("nobody waits here");
        }

        @Override
        void leave(Place place, Strand<?> strand) {
            throw new AssertionError("nobody waits here");
        }
    }
}
