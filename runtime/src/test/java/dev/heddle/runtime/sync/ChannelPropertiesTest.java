// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.sync.Chaos.TASKS;
import static dev.heddle.runtime.sync.Chaos.chaos;
import static dev.heddle.runtime.sync.Chaos.iteration;
import static dev.heddle.runtime.sync.Chaos.pause;
import static dev.heddle.runtime.sync.Chaos.run;
import static dev.heddle.runtime.sync.Chaos.underManySeeds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.AsyncIterator;
import dev.heddle.runtime.Script;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds of channels whatever happens. */
@Timeout(120)
class ChannelPropertiesTest {

    /** Every value that a send took is received once or left in the channel, and no other; from each sender in order. */
    @Test
    void noValueIsLostOrDoubledWhoeverIsCancelled() {
        underManySeeds(seed -> {
            Random random = new Random(seed);
            Channel<Integer> channel = switch (random.nextInt(5)) {
                case 0 -> Channel.rendezvous();
                case 1 -> Channel.bounded(1 + random.nextInt(6));
                case 2 -> Channel.unbounded();
                case 3 -> Channel.local(random.nextInt(6));
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
            Channel<Integer> channel = switch (random.nextInt(3)) {
                case 0 -> Channel.rendezvous();
                case 1 -> Channel.bounded(2 + random.nextInt(3));
                default -> Channel.local(2 + random.nextInt(3));
            };
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
