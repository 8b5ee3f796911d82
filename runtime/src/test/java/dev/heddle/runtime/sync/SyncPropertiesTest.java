// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.sync.Chaos.SEEDS;
import static dev.heddle.runtime.sync.Chaos.TASKS;
import static dev.heddle.runtime.sync.Chaos.chaos;
import static dev.heddle.runtime.sync.Chaos.pause;
import static dev.heddle.runtime.sync.Chaos.underManySeeds;
import static dev.heddle.runtime.sync.Chaos.using;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.Script;
import dev.heddle.runtime.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds of locks and their like whatever happens. */
@Timeout(120)
class SyncPropertiesTest {

    @Test
    void aLockIsHeldByOneAtATimeAndIsFreeInTheEnd() {
        underManySeeds(seed -> {
            Random random = new Random(seed);
            Lock lock = new Lock();
            int[] inside = new int[1];
            List<Script> bodies = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                bodies.add(using(
                        random,
                        lock.lock(),
                        script().run(() -> assertEquals(1, ++inside[0]))
                                .await(pause(random))
                                .lastly(v -> inside[0]--)));
            }
            chaos(random, bodies);
            assertEquals(0, inside[0]);
            assertEquals("Lock[free]", lock.toString());
        });
    }

    @Test
    void permitsAreConserved() {
        underManySeeds(seed -> {
            Random random = new Random(seed);
            int permits = 1 + random.nextInt(3);
            Semaphore semaphore = Semaphore.bounded(permits);
            int[] inside = new int[1];
            List<Script> bodies = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                bodies.add(using(
                        random,
                        semaphore.acquire(),
                        script().run(() -> assertTrue(++inside[0] <= permits))
                                .await(pause(random))
                                .lastly(v -> inside[0]--)));
            }
            chaos(random, bodies);
            assertEquals("Semaphore[" + permits + " available, 0 waiting]", semaphore.toString());
        });
    }

    @Test
    void readersAndWritersNeverMeet() {
        underManySeeds(seed -> {
            Random random = new Random(seed);
            ReadWriteLock lock = new ReadWriteLock();
            int[] inside = new int[2];
            List<Script> bodies = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                int mode = random.nextInt(2);
                Script body = script().run(() -> {
                            inside[mode]++;
                            assertTrue(inside[1] == 0 || (inside[1] == 1 && inside[0] == 0));
                        })
                        .await(pause(random))
                        .lastly(v -> inside[mode]--);
                bodies.add(using(random, mode == 0 ? lock.read() : lock.write(), body));
            }
            chaos(random, bodies);
            assertEquals("ReadWriteLock[0 readers, 0 waiting]", lock.toString());
        });
    }

    @Test
    void aSignalIsNeverLostWhileSomebodyWaits() {
        underManySeeds(seed -> {
            Random random = new Random(seed);
            Lock lock = new Lock();
            Condition notEmpty = lock.newCondition();
            int[] jobs = new int[2];
            List<Script> bodies = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                bodies.add(using(
                        random,
                        lock.lock(),
                        script().await(notEmpty.waitUntil(() -> jobs[0] > 0)).run(() -> {
                            jobs[0]--;
                            jobs[1]++;
                        })));
            }
            // One job a waiter, cancelled or not: everyone who waits in the end gets one.
            Script producer = script();
            for (int i = 0; i < TASKS; i++) {
                producer.await(sleep(Duration.ofMillis(2))).await(using(random, lock.lock(), script().run(() -> {
                    jobs[0]++;
                    notEmpty.signal();
                })));
            }
            Task<?>[] own = new Task<?>[1];
            bodies.add(0, script().run(() -> own[0] = spawn(producer)));
            chaos(random, bodies);
            assertTrue(jobs[1] <= TASKS && jobs[0] >= 0);
        });
    }

    @Test
    void aLockIsGrantedInTheOrderOfAsking() {
        underManySeeds(seed -> {
            Random random = new Random(seed);
            Lock lock = new Lock();
            List<Integer> asked = new ArrayList<>();
            List<Integer> granted = new ArrayList<>();
            List<Script> bodies = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                int number = i;
                Script body = script().await(pause(random))
                        .run(() -> asked.add(number))
                        .await(lock.lock())
                        .run(() -> granted.add(number));
                bodies.add(body.then(held -> script().await(pause(random)).lastly(v -> {
                    ((Lock.Held) held).close();
                    return v;
                })));
            }
            chaos(random, bodies);
            asked.retainAll(granted);
            assertEquals(asked, granted);
            assertEquals("Lock[free]", lock.toString());
        });
    }

    @Test
    void aBarrierOpensForWholeGroupsAndGivesEachPlaceOnce() {
        underManySeeds(seed -> {
            Random random = new Random(seed);
            int parties = 1 + random.nextInt(4);
            Barrier barrier = new Barrier(parties);
            int[] passed = new int[parties];
            List<Script> bodies = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                bodies.add(script().await(pause(random))
                        .then(v -> barrier.arrive())
                        .then(place -> passed[(Integer) place]++));
            }
            chaos(random, bodies, barrier::abort);
            for (int count : passed) {
                assertEquals(passed[0], count);
            }
        });
    }

    @Test
    void anEventWakesAllWhoWaitWhenItIsSet() {
        long[] woken = new long[1];
        underManySeeds(seed -> {
            Random random = new Random(seed);
            Event event = new Event();
            int[] counts = new int[2];
            List<Script> bodies = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                bodies.add(script().await(pause(random))
                        .await(script().run(() -> counts[0]++)
                                .await(event.whenSet())
                                .run(() -> counts[1]++)
                                .lastly(v -> counts[0]--)));
            }
            bodies.add(script().repeat(
                            10,
                            i -> script().await(pause(random)).run(() -> {
                                event.set();
                                event.clear();
                            })));
            chaos(random, bodies, event::set);
            assertEquals(0, counts[0]);
            woken[0] += counts[1];
        });
        assertTrue(woken[0] > SEEDS, woken[0] + " were woken");
    }
}
