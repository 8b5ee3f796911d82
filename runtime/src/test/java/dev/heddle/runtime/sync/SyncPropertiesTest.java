// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.AsyncIterator;
import dev.heddle.Coroutine;
import dev.heddle.runtime.Script;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds whatever happens: tasks that come, wait, are cancelled and go, by chance, under many seeds. A seed that fails is named. */
@Timeout(120)
class SyncPropertiesTest {

    private static final int SEEDS = 2_000;
    private static final int TASKS = 12;

    private static void underManySeeds(LongConsumer property) {
        LongStream.range(0, SEEDS).forEach(seed -> {
            try {
                property.accept(seed);
            } catch (Throwable failure) {
                throw new AssertionError("seed " + seed + ": " + failure, failure);
            }
        });
    }

    private static Coroutine<?> pause(Random random) {
        int kind = random.nextInt(3);
        return kind == 0 ? yieldNow() : kind == 1 ? script() : sleep(Duration.ofMillis(random.nextInt(5)));
    }

    private static void chaos(Random random, List<Script> bodies) {
        chaos(random, bodies, () -> {});
    }

    /** Runs bodies side by side and cancels some of them; when nothing moves any more, does something about those who still wait, and ends when all have. */
    private static void chaos(Random random, List<Script> bodies, Runnable settle) {
        List<Task<?>> tasks = new ArrayList<>();
        Script main =
                script().run(() -> bodies.forEach(body -> tasks.add(spawn(body.rescue(SyncPropertiesTest::expected)))));
        main.repeat(6, i -> pause(random)).run(() -> {
            for (int i = 0; i < 4; i++) {
                var unused = tasks.get(random.nextInt(tasks.size())).cancel();
            }
        });
        main.await(sleep(Duration.ofSeconds(1))).run(settle);
        for (int i = 0; i < bodies.size(); i++) {
            int index = i;
            main.then(v -> tasks.get(index)).rescue(SyncPropertiesTest::expected);
        }
        run(random, main);
    }

    /** Cancellations, and what comes of channels that are closed; but no assertion that failed. */
    private static Object expected(Object failure) throws Throwable {
        if (failure instanceof Error error) {
            throw error;
        }
        return null;
    }

    /** First come, first served, or in an order by chance. Nothing may be left behind. */
    private static void run(Random random, Script main) {
        VirtualTime.Builder time = VirtualTime.builder().timeLimit(Duration.ofMinutes(1));
        if (random.nextInt(4) > 0) {
            time.seed(random.nextLong());
        }
        try (VirtualTime loop = time.build()) {
            var unused = loop.test(() -> main);
        }
    }

    private static Script using(Random random, Coroutine<? extends AutoCloseable> acquisition, Script body) {
        return script().await(pause(random))
                .await(acquisition)
                .then(held -> script().await(body).lastly(v -> {
                    ((AutoCloseable) held).close();
                    return v;
                }));
    }

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

    /** Every value that a send took is received once or left in the channel, and no other; from each sender in order. */
    @Test
    void noValueIsLostOrDoubledWhoeverIsCancelled() {
        underManySeeds(seed -> {
            Random random = new Random(seed);
            Channel<Integer> channel = switch (random.nextInt(4)) {
                case 0 -> Channel.rendezvous();
                case 1 -> Channel.bounded(1 + random.nextInt(3));
                case 2 -> Channel.unbounded();
                default -> Channel.priority(2, Integer::compare);
            };
            List<Integer> sent = new ArrayList<>();
            List<Integer> received = new ArrayList<>();
            List<Script> bodies = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                Script body = script();
                for (int j = 0; j < 8; j++) {
                    int value = i * 8 + j;
                    body.await(pause(random));
                    if (i % 4 == 0) {
                        body.await(channel.send(value)).run(() -> sent.add(value));
                    } else if (i % 2 == 0) {
                        body.await(new Select<Boolean>()
                                .send(channel, value, () -> sent.add(value))
                                .after(Duration.ofMillis(2), () -> false)
                                .first());
                    } else if (random.nextBoolean()) {
                        body.await(channel.receive()).then(v -> received.add((Integer) v));
                    } else {
                        body.await(new Select<Boolean>()
                                .receive(channel, received::add)
                                .after(Duration.ofMillis(2), () -> false)
                                .first());
                    }
                }
                bodies.add(body);
            }
            chaos(random, bodies, () -> received.addAll(channel.abandon()));
            assertEquals(received.size(), new TreeSet<>(received).size(), "doubled: " + received);
            assertEquals(new TreeSet<>(sent), new TreeSet<>(received));
        });
    }

    @Test
    void eachSendersValuesArriveInOrder() {
        underManySeeds(seed -> {
            Random random = new Random(seed);
            Channel<Integer> channel = random.nextBoolean() ? Channel.rendezvous() : Channel.bounded(2);
            List<Integer> received = new ArrayList<>();
            List<Script> bodies = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int sender = i;
                bodies.add(script().repeat(
                                10, j -> script().await(pause(random)).await(channel.send(sender * 100 + j))));
            }
            AsyncIterator<Integer> each = channel.iterator();
            bodies.add(iteration(random, each, received));
            chaos(random, bodies, channel::abandon);
            int[] last = {-1, -1, -1, -1};
            for (int value : received) {
                assertTrue(last[value / 100] < value % 100, received.toString());
                last[value / 100] = value % 100;
            }
        });
    }

    private static Script iteration(Random random, AsyncIterator<Integer> each, List<Integer> to) {
        return script().await(pause(random)).then(v -> each.moveNext()).then(more -> {
            if (!(Boolean) more) {
                return null;
            }
            to.add(each.current());
            return iteration(random, each, to);
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

    @Test
    void aConflatedChannelGivesTheLatestInTheEndAndNothingTwice() {
        underManySeeds(seed -> {
            Random random = new Random(seed);
            Channel<Integer> channel = Channel.conflated();
            List<Integer> received = new ArrayList<>();
            Script sender = script();
            for (int i = 0; i < 20; i++) {
                int value = i;
                sender.await(pause(random)).then(v -> channel.send(value));
            }
            Script receiver = iteration(random, channel.iterator(), received);
            VirtualTime.Builder time = VirtualTime.builder().seed(seed);
            try (VirtualTime loop = time.build()) {
                loop.test(() -> script().then(v -> {
                    Task<?> receiving = spawn(receiver);
                    return script().await(sender).run(channel::close).await(receiving);
                }));
            }
            assertEquals(received.stream().sorted().distinct().toList(), received);
            assertEquals(19, received.get(received.size() - 1));
        });
    }

    @Test
    void allSubscribersGetTheSameAndNothingThatWasNotSent() {
        underManySeeds(seed -> {
            Random random = new Random(seed);
            BroadcastChannel<Integer> channel = BroadcastChannel.bounded(1 + random.nextInt(3));
            List<Integer> sent = new ArrayList<>();
            List<List<Integer>> received = new ArrayList<>();
            List<Script> listeners = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                List<Integer> own = new ArrayList<>();
                received.add(own);
                listeners.add(iteration(random, channel.subscribe(), own));
            }
            List<Script> senders = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int sender = i;
                senders.add(script().repeat(
                                8,
                                j -> script().await(pause(random))
                                        .await(channel.send(sender * 8 + j))
                                        .run(() -> sent.add(sender * 8 + j))));
            }
            run(random, script().then(v -> {
                List<Task<Object>> listening =
                        listeners.stream().map(Tasks::spawn).toList();
                List<Task<Object>> sending = senders.stream().map(Tasks::spawn).toList();
                return script().await(sleep(Duration.ofMillis(random.nextInt(8))))
                        .run(() -> sending.get(0).cancel())
                        .await(Tasks.gatherOutcomes(sending))
                        .run(channel::close)
                        .await(Tasks.gather(listening));
            }));
            assertEquals(received.get(0), received.get(1));
            assertEquals(received.get(0), received.get(2));
            assertEquals(received.get(0).size(), new TreeSet<>(received.get(0)).size());
            assertEquals(new TreeSet<>(sent), new TreeSet<>(received.get(0)));
        });
    }
}
