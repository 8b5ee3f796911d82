// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.Task;
import dev.heddle.runtime.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.Test;

class BarrierTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Barrier barrier = new Barrier(3);
    private final List<Object> log = new ArrayList<>();

    private Task<?> arriving() throws BrokenBarrierException {
        return spawn(script().await(barrier.arrive()).rescue(Object::getClass).then(log::add));
    }

    @Test
    void allGoOnWhenTheLastArrivesAndEachKnowsItsPlace() {
        VirtualTime.run(script().run(() -> spawnArrivals(2))
                .await(sleep(SECOND))
                .run(() -> assertEquals(List.of(), log))
                .run(() -> spawnArrivals(1))
                .await(sleep(SECOND)));
        assertEquals(List.of(2, 0, 1), log);
        assertThrows(IllegalArgumentException.class, () -> new Barrier(0));
    }

    @Test
    void aBarrierServesOneRoundAfterTheOther() {
        VirtualTime.run(script().run(() -> spawnArrivals(6)).await(sleep(SECOND)));
        assertEquals(6, log.size());
        assertEquals(Set.of(0, 1, 2), new HashSet<>(log));
        assertEquals("Barrier[0 of 3 waiting]", barrier.toString());
    }

    private List<Task<?>> spawnArrivals(int count) {
        List<Task<?>> tasks = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                tasks.add(arriving());
            }
        } catch (BrokenBarrierException e) {
            throw new AssertionError(e);
        }
        return tasks;
    }

    @Test // M12
    void abortBreaksItForThoseWhoWaitAndThoseWhoComeAndResetMendsIt() {
        VirtualTime.run(script().run(() -> spawnArrivals(2))
                .await(yieldNow())
                .run(() -> {
                    assertEquals(2, barrier.waiting());
                    barrier.abort();
                    assertTrue(barrier.isBroken());
                    spawnArrivals(1);
                })
                .await(sleep(SECOND))
                .run(() -> {
                    assertEquals(
                            List.of(
                                    BrokenBarrierException.class,
                                    BrokenBarrierException.class,
                                    BrokenBarrierException.class),
                            log);
                    log.clear();
                    barrier.reset();
                    assertFalse(barrier.isBroken());
                    spawnArrivals(3);
                })
                .await(sleep(SECOND)));
        assertEquals(Set.of(0, 1, 2), new HashSet<>(log));
    }

    @Test // M13
    void aWaiterThatIsCancelledLeavesAndBreaksNothing() {
        VirtualTime.run(script().then(v -> {
            List<Task<?>> tasks = spawnArrivals(2);
            return script().await(yieldNow())
                    .run(() -> {
                        tasks.get(0).cancel();
                        assertEquals(1, barrier.waiting());
                        assertFalse(barrier.isBroken());
                        spawnArrivals(2);
                    })
                    .await(sleep(SECOND));
        }));
        assertEquals(4, log.size());
        assertTrue(log.containsAll(List.of(0, 1, 2)), log.toString());
    }

    @Test // M14
    void resetBreaksTheWaitsAndTheBarrierCanBeUsed() {
        VirtualTime.run(script().run(() -> spawnArrivals(2))
                .await(yieldNow())
                .run(() -> {
                    barrier.reset();
                    spawnArrivals(3);
                })
                .await(sleep(SECOND)));
        assertEquals(5, log.size());
        assertEquals(
                2, log.stream().filter(BrokenBarrierException.class::equals).count());
        assertTrue(log.containsAll(List.of(0, 1, 2)), log.toString());
    }
}
