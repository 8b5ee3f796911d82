// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.spawnNow;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoopListenerTest {

    private final List<Object> log = new ArrayList<>();

    /** Writes down what it hears, with the names of the tasks. */
    private final class Scribe implements LoopListener {
        @Override
        public void spawned(Task<?> task) {
            log.add("spawned " + task.name());
        }

        @Override
        public void resumed(Task<?> task) {
            log.add("resumed " + task.name());
        }

        @Override
        public void suspended(Task<?> task) {
            log.add("suspended " + task.name());
        }

        @Override
        public void finished(Task<?> task) {
            log.add("finished " + task.name());
        }
    }

    private void run(Script main, LoopListener... listeners) {
        EventLoop.Builder builder = EventLoop.builder()
                .virtualTime()
                .exceptionHandler((task, failure) -> log.add("handler " + failure.getMessage()));
        for (LoopListener listener : listeners) {
            builder.listener(listener);
        }
        try (EventLoop loop = builder.build()) {
            loop.runUntilDone(script().then(v -> {
                log.clear();
                return spawn("main", main);
            }));
        }
    }

    // C17
    @Test
    void aTasksLifeIsHeardInOrder() {
        run(script().then(v -> spawn("child", script().await(sleep(Duration.ofSeconds(1))))), new Scribe());
        assertEquals(
                List.of(
                        "spawned main",
                        "resumed main",
                        "spawned child",
                        "suspended main",
                        "resumed child",
                        "suspended child",
                        "resumed child",
                        "finished child",
                        "resumed main",
                        "finished main"),
                log.stream().filter(line -> !line.toString().contains("Task-")).toList());
    }

    @Test
    void whatIsThereAfterAllIsHeardAsGoingOn() {
        // Awaiting a task of another task's that ends while it is being awaited: arming finds it done.
        run(script().await(new ReadyWhenArmed()), new Scribe());
        assertEquals(
                List.of("spawned main", "resumed main", "suspended main", "resumed main", "finished main"),
                log.stream().filter(line -> !line.toString().contains("Task-")).toList());
    }

    /** Suspends, and is there when it is armed. */
    private static final class ReadyWhenArmed extends dev.heddle.runtime.codegen.Frame<Object> {
        @Override
        protected Object resume(dev.heddle.runtime.codegen.Strand<?> strand, int room) throws Throwable {
            if (state != CLAIMED) {
                return dev.heddle.runtime.codegen.Awaits.resumed(strand);
            }
            Promise<Object> late = new Promise<>();
            var unused = dev.heddle.runtime.codegen.Awaits.suspendOn(late, strand);
            late.complete("value");
            return suspend(strand, CLAIMED - 1);
        }
    }

    @Test
    void aTaskThatIsSpawnedNowIsHeardInsideItsSpawnersStep() {
        run(script().then(v -> spawnNow(script().await(yieldNow()))), new Scribe());
        int first = log.indexOf("resumed main");
        List<String> words = log.subList(first, first + 5).stream()
                .map(line -> line.toString().replaceAll("Task-\\d+", "child"))
                .toList();
        assertEquals(
                List.of("resumed main", "spawned child", "resumed child", "suspended child", "suspended main"), words);
    }

    // C17
    @Test
    void aListenerThatThrowsIsRemovedAndReportedAndTheOthersGoOn() {
        LoopListener broken = new LoopListener() {
            @Override
            public void resumed(Task<?> task) {
                throw new IllegalStateException("broken listener");
            }
        };
        try (EventLoop loop = EventLoop.builder()
                .virtualTime()
                .exceptionHandler((task, failure) -> log.add(failure.getMessage()))
                .listener(broken)
                .listener(new Scribe())
                .build()) {
            loop.runUntilDone(script().await(yieldNow()).await(yieldNow()).then(v -> {
                log.add("still running");
                return null;
            }));
        }
        assertEquals(1, log.stream().filter("broken listener"::equals).count());
        assertTrue(log.contains("still running"));
        assertEquals(
                3,
                log.stream()
                        .filter(line -> line.toString().startsWith("resumed"))
                        .count());
    }

    @Test
    void theQueueAndTheLagAreMeasured() {
        List<Integer> queued = new ArrayList<>();
        List<Long> lags = new ArrayList<>();
        LoopListener meter = new LoopListener() {
            @Override
            public void turned(int ready, long lagNanos) {
                queued.add(ready);
                lags.add(lagNanos);
            }
        };
        EventLoop loop = EventLoop.builder().listener(meter).build();
        loop.runUntilDone(script().then(v -> {
            List<Script> tasks = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                tasks.add(script().await(yieldNow()));
            }
            tasks.add(script().run(() -> {
                var unused = spawnNow(script().await(sleep(Duration.ofMillis(1))));
                long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5);
                while (System.nanoTime() - end < 0) {
                    Thread.onSpinWait();
                }
            }));
            return Tasks.gather(tasks);
        }));
        loop.close();
        assertTrue(queued.stream().anyMatch(ready -> ready > 100), queued::toString);
        long most = lags.stream().mapToLong(lag -> lag).max().orElse(0);
        assertTrue(most >= TimeUnit.MILLISECONDS.toNanos(3), lags::toString);
        assertTrue(lags.stream().anyMatch(lag -> lag == 0), lags::toString);
    }
}
