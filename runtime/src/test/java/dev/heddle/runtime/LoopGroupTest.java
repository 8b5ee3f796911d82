// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoopGroupTest {

    private static Script threadName() {
        return script().then(v -> Thread.currentThread().getName());
    }

    @Test
    void thereIsALoopForEachProcessor() {
        try (LoopGroup group = LoopGroup.start()) {
            assertEquals(
                    Runtime.getRuntime().availableProcessors(), group.loops().size());
        }
    }

    @Test
    void eachLoopHasAThreadOfItsOwnThatIsNamedLikeIt() {
        try (LoopGroup group = LoopGroup.builder().size(3).name("web").start()) {
            List<Object> names = EventLoop.run(group.onEach(LoopGroupTest::threadName));
            assertEquals(List.of("web-0", "web-1", "web-2"), names);
            assertEquals("EventLoop[web-2]", group.loops().get(2).toString());
        }
    }

    @Test
    void theLoopsAreGivenInTurns() {
        try (LoopGroup group = LoopGroup.start(2)) {
            EventLoop first = group.next();
            EventLoop second = group.next();
            assertEquals(Set.copyOf(group.loops()), Set.of(first, second));
            assertSame(first, group.next());
        }
    }

    @Test
    void closingCancelsTheTasksOfAllLoopsBeforeItWaitsForAny() throws Exception {
        LoopGroup group = LoopGroup.start(3);
        List<String> cleaned = new CopyOnWriteArrayList<>();
        CountDownLatch started = new CountDownLatch(3);
        // None ends before all have begun to: loops that were closed one by one would never get there.
        CountDownLatch ending = new CountDownLatch(3);
        for (EventLoop loop : group.loops()) {
            var unused = loop.submit(
                    script().run(started::countDown).await(new Promise<>()).lastly(v -> {
                        ending.countDown();
                        ending.await();
                        return cleaned.add(Thread.currentThread().getName());
                    }));
        }
        started.await();
        group.close();

        assertEquals(3, cleaned.size());
        assertEquals(List.of(), group.loops());
        assertThrows(RejectedExecutionException.class, group::next);
        assertThrows(RejectedExecutionException.class, () -> group.onEach(LoopGroupTest::threadName));
        group.close();
    }

    @Test
    void aLoopThatBreaksIsReportedAndTheOthersGoOn() throws Exception {
        record Report(EventLoop loop, Throwable failure) {}
        LinkedBlockingQueue<Report> reports = new LinkedBlockingQueue<>();
        try (LoopGroup group = LoopGroup.builder()
                .size(2)
                .configure(EventLoop.Builder::failWhenStuck)
                .failureHandler((loop, failure) -> reports.add(new Report(loop, failure)))
                .start()) {
            EventLoop broken = group.loops().get(1);
            CompletableFuture<Object> stuck = broken.submit(script().await(new Promise<>()));

            Report report = reports.take();
            assertSame(broken, report.loop);
            assertInstanceOf(IllegalStateException.class, report.failure);
            assertTrue(stuck.isCancelled(), "its tasks have ended");
            assertEquals(1, group.loops().size());
            assertFalse(group.loops().contains(broken));
            assertSame(group.next(), group.next());
            assertEquals(
                    1, EventLoop.run(group.onEach(LoopGroupTest::threadName)).size());
        }
    }

    @Test
    void theFirstFailureOnAnyLoopCancelsTheOthers() {
        List<String> cancelled = new CopyOnWriteArrayList<>();
        List<Throwable> unheard = new CopyOnWriteArrayList<>();
        CountDownLatch both = new CountDownLatch(2);
        try (LoopGroup group = LoopGroup.builder()
                .size(3)
                .configure(each -> each.exceptionHandler((task, failure) -> unheard.add(failure)))
                .start()) {
            EventLoop failing = group.loops().get(1);
            IllegalStateException e = assertThrows(
                    IllegalStateException.class,
                    () -> EventLoop.run(group.onEach(() -> script().then(v -> {
                        if (EventLoop.current() == failing) {
                            both.await();
                            throw new IllegalStateException("of the second");
                        }
                        both.countDown();
                        return script().await(new Promise<>()).lastly(w -> cancelled.add("cancelled"));
                    }))));
            assertEquals("of the second", e.getMessage());
            assertEquals(2, cancelled.size());
        }
        assertEquals(List.of(), unheard);
    }

    @Test
    void aGroupIsNotClosedOnALoopWhichItWouldHoldUp() {
        try (LoopGroup group = LoopGroup.start(1)) {
            ExecutionException e = assertThrows(
                    ExecutionException.class,
                    () -> group.next().submit(script().run(group::close)).get());
            assertInstanceOf(IllegalStateException.class, e.getCause());
            assertTrue(e.getCause().getMessage().contains("blocking"), e.getCause()::getMessage);
        }
    }

    @Test
    void aGroupHasAtLeastOneLoop() {
        assertThrows(IllegalArgumentException.class, () -> LoopGroup.start(0));
    }
}
