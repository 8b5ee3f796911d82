// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.runtime.sync.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same program on whatever can run tasks: two that hand each other numbers, and sleep in between. */
@Timeout(60)
class HostsTest {

    private static final int NUMBERS = 500;

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    private CompletableFuture<Object> pingPong(Scheduler first, Scheduler second) {
        Channel<Integer> numbers = Channel.rendezvous();
        var unused = first.spawn(script().repeat(NUMBERS, i -> {
                    threads.add(Thread.currentThread());
                    return i % 100 == 0
                            ? script().await(sleep(Duration.ofNanos(1))).await(numbers.send(i))
                            : numbers.send(i);
                })
                .run(numbers::close));
        int[] sum = new int[1];
        return second.spawn(script().repeat(
                                NUMBERS,
                                i -> script().then(v -> numbers.receive()).then(number -> {
                                    threads.add(Thread.currentThread());
                                    sum[0] += (Integer) number;
                                    return yieldNow();
                                }))
                        .then(v -> sum[0]))
                .toCompletableFuture();
    }

    private void assertSum(CompletableFuture<Object> sum) throws Exception {
        assertEquals(NUMBERS * (NUMBERS - 1) / 2, sum.get(30, TimeUnit.SECONDS));
    }

    @Test
    void onTheCommonForkJoinPool() throws Exception {
        Scheduler pool = Scheduler.over(ForkJoinPool.commonPool());
        assertSum(pingPong(pool, pool));
    }

    @Test
    void onVirtualThreads() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "there are no virtual threads before JDK 21");
        ExecutorService virtual = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        try {
            Scheduler scheduler = Scheduler.over(virtual);
            assertSum(pingPong(scheduler, scheduler));
            // Each step on a new one.
            assertTrue(threads.size() > NUMBERS);
        } finally {
            virtual.shutdown();
        }
    }

    @Test
    void onAnExecutorThatRunsEverythingAtOnce() throws Exception {
        Executor direct = Runnable::run;
        Scheduler scheduler = Scheduler.over(direct);
        assertSum(pingPong(scheduler, scheduler));
    }

    @Test
    void onTwoLoopsWithThreadsOfTheirOwn() throws Exception {
        try (EventLoop first = EventLoop.builder().name("first").start();
                EventLoop second = EventLoop.builder().name("second").start()) {
            assertSum(pingPong(first, second));
            assertEquals(2, threads.size());
        }
    }

    @Test
    void onALoopAndAPool() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try (EventLoop loop = EventLoop.builder().start()) {
            assertSum(pingPong(loop, Scheduler.over(pool)));
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void onAGuestInAHostsQueueAndALoop() throws Exception {
        ExecutorService host = Executors.newSingleThreadExecutor();
        GuestLoop guest = EventLoop.builder().guestOn(host);
        try (EventLoop loop = EventLoop.builder().start()) {
            assertSum(pingPong(guest.loop(), loop));
            host.submit(guest::close).get(30, TimeUnit.SECONDS);
        } finally {
            host.shutdown();
        }
    }

    @Test
    void manyLoopsAtOnce() throws Exception {
        List<EventLoop> loops = new ArrayList<>();
        List<CompletableFuture<Object>> sums = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            loops.add(EventLoop.builder().name("loop-" + i).start());
        }
        for (int i = 0; i < 8; i++) {
            sums.add(pingPong(loops.get(i), loops.get((i + 1) % 8)));
        }
        for (CompletableFuture<Object> sum : sums) {
            assertSum(sum);
        }
        loops.forEach(EventLoop::close);
        assertFalse(threads.isEmpty());
    }
}
