// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Scheduler;
import dev.heddle.runtime.Script;
import dev.heddle.runtime.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same on several threads: a pool as a scheduler, several loops, and threads that run no scheduler. */
@Timeout(120)
class SyncThreadsTest {

    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final Scheduler scheduler = Scheduler.over(pool);

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    private static void await(List<Task<?>> tasks) throws Exception {
        for (Task<?> task : tasks) {
            try {
                task.toCompletableFuture().get(30, TimeUnit.SECONDS);
            } catch (CancellationException cancelled) {
                assertTrue(task.isCancelled());
            }
        }
    }

    @Test
    void aLockExcludesTasksOfAPoolAndIsFreeAfterCancellations() throws Exception {
        Lock lock = new Lock();
        int[] plain = new int[1];
        AtomicInteger expected = new AtomicInteger();
        CountDownLatch wellUnderWay = new CountDownLatch(1_000);
        List<Task<?>> tasks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            tasks.add(scheduler.spawn(script().repeat(
                            2_000,
                            j -> script().await(lock.lock()).then(held -> {
                                plain[0]++;
                                expected.incrementAndGet();
                                wellUnderWay.countDown();
                                ((Lock.Held) held).close();
                                return null;
                            }))));
        }
        assertTrue(wellUnderWay.await(30, TimeUnit.SECONDS));
        tasks.get(3).cancel();
        tasks.get(5).cancel();
        await(tasks);
        assertEquals(expected.get(), plain[0]);
        assertEquals("Lock[free]", lock.toString());
    }

    @Test
    void aSemaphoreOfAPoolKeepsItsPermitsThroughCancellations() throws Exception {
        Semaphore semaphore = Semaphore.bounded(2);
        AtomicInteger inside = new AtomicInteger();
        for (int round = 0; round < 20; round++) {
            List<Task<?>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                tasks.add(scheduler.spawn(script().repeat(
                                100,
                                j -> script().await(semaphore.acquire())
                                        .then(permit -> script().run(() -> assertTrue(inside.incrementAndGet() <= 2))
                                                .await(yieldNow())
                                                .lastly(v -> {
                                                    inside.decrementAndGet();
                                                    ((Semaphore.Permit) permit).close();
                                                    return v;
                                                })))));
            }
            tasks.get(round % 8).cancel();
            tasks.get((round + 3) % 8).cancel();
            await(tasks);
        }
        assertEquals("Semaphore[2 available, 0 waiting]", semaphore.toString());
    }

    @Test
    void threadsThatRunNoSchedulerSendToALoopInOrder() throws Exception {
        Channel<Integer> channel = Channel.unbounded();
        int count = 20_000;
        List<Integer> received = new ArrayList<>();
        try (EventLoop loop = EventLoop.builder().name("receiving").start()) {
            CompletableFuture<Object> receiving = loop.submit(receiveAll(channel, received));
            for (int i = 0; i < count; i++) {
                assertTrue(channel.trySend(i));
            }
            channel.close();
            receiving.get(30, TimeUnit.SECONDS);
        }
        assertEquals(count, received.size());
        for (int i = 0; i < count; i++) {
            assertEquals(i, received.get(i));
        }
    }

    private static Script receiveAll(Channel<Integer> channel, List<Integer> to) {
        return script().await(channel.receive()).rescue(end -> null).then(v -> {
            if (v == null) {
                return null;
            }
            to.add((Integer) v);
            return receiveAll(channel, to);
        });
    }

    @Test
    void noValueIsLostBetweenLoopsWhoeverIsCancelled() throws Exception {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            Channel<Integer> channel = seed % 2 == 0 ? Channel.rendezvous() : Channel.bounded(2);
            Set<Integer> sent = ConcurrentHashMap.newKeySet();
            Set<Integer> received = ConcurrentHashMap.newKeySet();
            try (EventLoop one = EventLoop.builder().name("one").start();
                    EventLoop two = EventLoop.builder().name("two").start()) {
                List<Scheduler> homes = List.of(one, two, scheduler);
                List<Task<?>> tasks = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    int base = i * 1_000;
                    tasks.add(homes.get(i % 3)
                            .spawn(script().repeat(
                                            50,
                                            j -> script().await(channel.send(base + j))
                                                    .run(() -> sent.add(base + j)))));
                    tasks.add(homes.get(random.nextInt(3))
                            .spawn(script().repeat(
                                            40,
                                            j -> script().await(channel.receive())
                                                    .then(v -> received.add((Integer) v)))));
                }
                for (int i = 0; i < 4; i++) {
                    Thread.onSpinWait();
                    tasks.get(random.nextInt(tasks.size())).cancel();
                }
                drain(channel, received, tasks);
                await(tasks);
            }
            assertEquals(sent, received, "seed " + seed);
        }
    }

    /** Receives until all senders are through, and then lets the receivers go. */
    private static void drain(Channel<Integer> channel, Set<Integer> received, List<Task<?>> tasks) {
        for (int i = 0; i < tasks.size(); i += 2) {
            while (!tasks.get(i).isDone()) {
                Integer value = channel.tryReceive();
                if (value == null) {
                    Thread.onSpinWait();
                } else {
                    received.add(value);
                }
            }
        }
        for (Integer value = channel.tryReceive(); value != null; value = channel.tryReceive()) {
            received.add(value);
        }
        for (int i = 1; i < tasks.size(); i += 2) {
            tasks.get(i).cancel();
        }
    }
}
