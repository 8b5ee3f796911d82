// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.gather;
import static dev.heddle.runtime.Tasks.shield;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.withTimeout;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.AsyncIterator;
import dev.heddle.Deferred;
import dev.heddle.runtime.sync.Lock;
import dev.heddle.runtime.sync.Select;
import dev.heddle.runtime.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

// T26
@Timeout(60)
class CallGraphTest {

    private final Promise<String> nobodyKnows = new Promise<>();
    private final List<CallGraph> graphs = new ArrayList<>();

    /** Runs a main task, and asks for a graph when all that it has spawned waits. */
    private void test(Script main) {
        try (VirtualTime time = VirtualTime.builder().build()) {
            time.test(() -> script().then(v -> {
                Task<Object> running = spawn("main", main);
                return script().await(sleep(Duration.ofHours(1)))
                        .run(() -> nobodyKnows.complete("known"))
                        .await(running);
            }));
        }
    }

    private Script waiting() {
        return script().await(nobodyKnows);
    }

    /** Asks for a task's graph once everybody waits. */
    private Script ask(Task<?> task) {
        return script().await(sleep(Duration.ofMinutes(1))).run(() -> graphs.add(CallGraph.of(task)));
    }

    private Task<Object> asked(String name, Script body) {
        Task<Object> task = spawn(name, body);
        var unused = spawn("asker", ask(task));
        return task;
    }

    /** Who waits for the task that was asked for, or for the n-th of those who wait. */
    private List<String> awaitedBy(int number) {
        return graphs.get(0).entries().get(number).awaitedBy().stream()
                .map(Task::name)
                .toList();
    }

    @Test
    void aTaskIsAwaitedByThoseWhoAwaitItAndTheyByOthers() {
        test(script().then(v -> {
            Task<Object> leaf = asked("leaf", waiting());
            Task<Object> middle = spawn("middle", script().await(leaf));
            Task<Object> other = spawn("other", script().await(leaf));
            return script().await(middle).await(other);
        }));
        assertEquals(List.of("middle", "other"), awaitedBy(0));
        assertEquals(List.of("main"), awaitedBy(1));
        assertEquals(List.of(), awaitedBy(2));
    }

    @Test
    void aTaskAmongOthersIsAwaitedByWhoeverWaitsForThemAll() {
        test(script().then(v -> {
            Task<Object> leaf = asked("leaf", waiting());
            Task<Object> racer = spawn("racer", script().await(Tasks.race(leaf, waiting())));
            Task<Object> waiter =
                    spawn("waiter", script().await(Tasks.waitFor(WaitUntil.ALL, Duration.ofHours(2), List.of(leaf))));
            AsyncIterator<Deferred<Object>> each =
                    Tasks.<Object>asCompleted(leaf).iterator();
            Task<Object> iterator = spawn("iterator", script().then(w -> each.moveNext()));
            return gather(leaf, racer, waiter, iterator);
        }));
        assertEquals(List.of("main", "racer", "waiter", "iterator"), awaitedBy(0));
    }

    @Test
    void aSelectionAndAShieldAndATimeoutAreNoHindrance() {
        test(script().then(v -> {
            Task<Object> leaf = asked("leaf", waiting());
            Task<Object> selecting = spawn(
                    "selecting",
                    script().then(w ->
                            new Select<>().await(leaf, value -> value).first()));
            Task<Object> shielding = spawn("shielding", script().await(shield(leaf)));
            Task<Object> timing =
                    spawn("timing", script().await(script().then(w -> withTimeout(Duration.ofHours(2), leaf))));
            return gather(selecting, shielding, timing);
        }));
        assertEquals(List.of("selecting", "shielding", "timing"), awaitedBy(0));
    }

    @Test
    void aTaskInAScopeIsAwaitedByWhoeverClosesIt() {
        test(script().await(TryScope.open(scope -> script().run(() -> {
            Task<Object> leaf = scope.spawn("leaf", waiting());
            var unused = scope.spawn("asker", ask(leaf));
        }))));
        assertEquals(List.of("main"), awaitedBy(0));
    }

    @Test
    void aTaskThatIsNotReadyYetIsAwaitedByWhoeverStartsIt() {
        test(script().await(TryScope.open(scope -> script().then(v -> scope.<String>start(ready -> {
            var unused = spawn("asker", ask(Task.current()));
            return waiting().run(() -> ready.complete("ready"));
        })))));
        assertEquals(List.of("main"), awaitedBy(0));
    }

    @Test
    void whoHoldsALockIsAwaitedByThoseWhoWantIt() {
        Lock lock = new Lock();
        test(script().then(v -> {
            Task<Object> holder = asked(
                    "holder",
                    script().then(w -> lock.lock()).then(held -> waiting().run(() -> ((Lock.Held) held).close())));
            Task<Object> second = spawn("second", locking(lock));
            Task<Object> third = spawn("third", locking(lock));
            return gather(holder, second, third);
        }));
        assertEquals(List.of("main", "second", "third"), awaitedBy(0));
    }

    private static Script locking(Lock lock) {
        return script().then(v -> lock.lock()).then(held -> {
            ((Lock.Held) held).close();
            return null;
        });
    }

    @Test
    void whoAwaitsATasksFutureIsFound() {
        test(script().then(v -> {
            Task<Object> leaf = asked("leaf", waiting());
            CompletableFuture<Object> future = leaf.toCompletableFuture();
            return script().await(spawn("one", script().await(future)));
        }));
        assertEquals(List.of("one"), awaitedBy(0));
    }

    @Test
    void aTaskOfAnotherLoopIsAwaitedFromHere() {
        try (EventLoop other = EventLoop.builder().start()) {
            Task<Object> leaf = other.spawn("leaf", waiting());
            EventLoop.run(() -> script().then(v -> {
                Task<Object> here = spawn("here", script().await(leaf));
                // The wait is registered over there by an action, behind which ours comes.
                return script().await(yieldNow())
                        .then(w -> other.spawn(script().run(() -> graphs.add(CallGraph.of(leaf)))))
                        .run(() -> nobodyKnows.complete("known"))
                        .await(here);
            }));
        }
        assertEquals(List.of("here"), awaitedBy(0));
    }

    @Test
    void itWorksOnManyThreadsToo() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Scheduler scheduler = Scheduler.over(pool);
            Task<Object> leaf = scheduler.spawn("leaf", waiting());
            Task<List<Object>> gathering = scheduler.spawn("gathering", gather(leaf, script().await(leaf)));
            CallGraph graph = CallGraph.of(leaf);
            while (graph.entries().size() < 3) {
                Thread.onSpinWait();
                graph = CallGraph.of(leaf);
            }
            nobodyKnows.complete("known");
            CountDownLatch ended = new CountDownLatch(1);
            var unused = gathering.onDone(ended::countDown);
            assertTrue(ended.await(30, TimeUnit.SECONDS));
            assertTrue(graph.entries().stream().anyMatch(entry -> entry.task() == gathering), graph::toString);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void theTextShowsStacksAndNamesNobodyTwice() {
        test(script().then(v -> {
            Task<Object> leaf = asked("leaf", waiting());
            Task<List<Object>> one = spawn("one", gather(leaf));
            Task<List<Object>> two = spawn("two", gather(leaf));
            return script().await(spawn("both", gather(one, two)));
        }));
        assertEquals("""
                leaf
                  awaited by one
                      at dev.heddle.runtime.Tasks.gather(Tasks.java)
                    awaited by both
                        at dev.heddle.runtime.Tasks.gather(Tasks.java)
                      awaited by main
                  awaited by two
                      at dev.heddle.runtime.Tasks.gather(Tasks.java)
                    awaited by both, see above""", graphs.get(0).toString());
    }

    @Test
    void aCircleIsTold() {
        test(script().then(v -> {
            Promise<Task<Object>> second = new Promise<>();
            Task<Object> first = spawn("first", script().await(second).then(task -> script().await(task)));
            second.complete(spawn("second", script().await(first).rescue(cancelled -> null)));
            return script().await(sleep(Duration.ofMinutes(1)))
                    .run(() -> graphs.add(CallGraph.of(first)))
                    .run(first::cancel);
        }));
        assertEquals("""
                first
                  awaited by second
                    awaited by first, which stands above: they wait for one another""", graphs.get(0).toString());
    }

    @Test
    void aWholeLoopIsDrawnWithThoseOnTopWhoWaitForNoTask() {
        test(script().then(v -> {
            Task<Object> leaf = spawn("leaf", waiting());
            var unused = spawn(
                    "asker",
                    script().await(sleep(Duration.ofMinutes(1)))
                            .run(() ->
                                    graphs.add(CallGraph.of(EventLoop.current().tasks()))));
            return script().await(leaf);
        }));
        String text = graphs.get(0).toString();
        assertTrue(text.contains("leaf\n  awaited by main"), text);
        assertTrue(text.contains("/dev.heddle.runtime.CallGraphTest."), text);
    }

    @Test
    void whoeverAsksSeesItsOwnJavaStack() {
        test(script().run(() -> graphs.add(CallGraph.of(Task.current()))));
        StackTraceElement top = graphs.get(0).entries().get(0).stack().get(0);
        assertEquals(CallGraphTest.class.getName(), top.getClassName());
    }

    @Test
    void aLongChainNeedsNoStackAndNoTimeWorthTheName() {
        int length = 20_000;
        test(script().then(v -> {
            Task<Object> first = asked("first", waiting());
            Task<Object> last = first;
            for (int i = 1; i < length; i++) {
                last = spawn(script().await(last));
            }
            return last;
        }));
        // And main.
        assertEquals(length + 1, graphs.get(0).entries().size());
        assertEquals(
                length,
                graphs.get(0)
                        .toString()
                        .lines()
                        .filter(line -> line.contains("awaited by"))
                        .count());
    }

    @Test
    void aLoopThatIsStuckTellsWhoWaitsForWhom() {
        try (EventLoop loop = EventLoop.builder().virtualTime().failWhenStuck().build()) {
            Throwable stuck = assertThrows(
                    IllegalStateException.class,
                    () -> loop.runUntilDone(
                            script().then(v -> spawn("main", script().await(spawn("leaf", waiting()))))));
            assertTrue(stuck.getMessage().contains("\n  leaf, awaited by main"), stuck::getMessage);
        }
    }
}
