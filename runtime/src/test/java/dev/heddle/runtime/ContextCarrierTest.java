// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.spawnNow;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a map for each thread, as loggers keep their diagnostic contexts. */
@Timeout(60)
class ContextCarrierTest {

    /** Stands for SLF4J's MDC. */
    private static final ThreadLocal<Map<String, String>> MDC = ThreadLocal.withInitial(TreeMap::new);

    private static final ContextCarrier<Map<String, String>> CARRIER =
            ContextCarrier.of(() -> new TreeMap<>(MDC.get()), map -> MDC.set(new TreeMap<>(map)));

    private final List<Object> log = new ArrayList<>();

    @AfterEach
    void forget() {
        MDC.remove();
    }

    private static void put(String key, String value) {
        MDC.get().put(key, value);
    }

    private Script logged() {
        return script().run(() -> log.add(MDC.get().toString()));
    }

    private Object run(Script main) {
        try (EventLoop loop = EventLoop.builder().virtualTime().carry(CARRIER).build()) {
            return loop.runUntilDone(main);
        }
    }

    @Test
    void whatATaskSetsIsThereAfterItsAwaits() {
        run(script().run(() -> put("task", "a"))
                .await(yieldNow())
                .await(logged())
                .await(sleep(Duration.ofSeconds(1)))
                .await(logged()));
        assertEquals(List.of("{task=a}", "{task=a}"), log);
    }

    @Test
    void noOtherTaskSeesIt() {
        run(script().await(Tasks.gather(
                script().run(() -> put("task", "a")).await(yieldNow()).await(logged()),
                logged().await(yieldNow()).await(logged()))));
        assertEquals(List.of("{}", "{task=a}", "{}"), log);
    }

    @Test
    void aTaskStartsWithWhatItsSpawnerHas() {
        run(script().then(v -> {
            put("request", "7");
            Task<Object> later = spawn(logged());
            Task<Object> now = spawnNow(
                    logged().run(() -> put("child", "x")).await(yieldNow()).await(logged()));
            put("request", "8");
            log.add(MDC.get().toString());
            return Tasks.gather(later, now);
        }));
        assertEquals(List.of("{request=7}", "{request=8}", "{request=7}", "{child=x, request=7}"), log);
    }

    @Test
    void theThreadGetsBackWhatItHad() {
        put("thread", "main");
        run(script().run(() -> put("task", "a"))
                .await(logged())
                .await(yieldNow())
                .await(logged())
                .then(v -> {
                    EventLoop.current().execute(() -> log.add(MDC.get().toString()));
                    return yieldNow();
                }));
        assertEquals(List.of("{task=a, thread=main}", "{task=a, thread=main}", "{thread=main}"), log);
        assertEquals("{thread=main}", MDC.get().toString());
    }

    @Test
    void itFollowsATaskFromThreadToThread() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            Scheduler scheduler = Scheduler.over(pool, CARRIER);
            ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
            List<Task<Object>> tasks = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String number = "" + i;
                tasks.add(scheduler.spawn(script().run(() -> put("task", number))
                        .repeat(200, round -> {
                            if (!MDC.get().toString().equals("{task=" + number + "}")) {
                                wrong.add(number + " saw " + MDC.get());
                            }
                            return yieldNow();
                        })));
            }
            for (Task<Object> task : tasks) {
                assertNull(task.toCompletableFuture().get());
            }
            assertEquals(List.of(), List.copyOf(wrong));
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void aPlainThreadLocalIsCarriedAndRemoved() {
        ThreadLocal<String> local = new ThreadLocal<>();
        try (EventLoop loop = EventLoop.builder()
                .virtualTime()
                .carry(ContextCarrier.of(local))
                .build()) {
            loop.runUntilDone(script().run(() -> local.set("mine"))
                    .then(v ->
                            spawn(script().run(local::remove).await(yieldNow()).run(() -> log.add("" + local.get()))))
                    .run(() -> log.add(local.get())));
        }
        assertEquals(List.of("null", "mine"), log);
        assertNull(local.get());
    }

    @Test
    void aCarrierThatThrowsIsReportedAndTheTaskGoesOn() {
        ContextCarrier<Object> broken = ContextCarrier.of(
                () -> {
                    throw new IllegalStateException("capture");
                },
                snapshot -> {
                    throw new IllegalStateException("restore");
                });
        try (EventLoop loop = EventLoop.builder()
                .virtualTime()
                .carry(broken)
                .carry(CARRIER)
                .exceptionHandler((task, failure) -> log.add(failure.getMessage()))
                .build()) {
            assertEquals(
                    "{task=a}",
                    loop.runUntilDone(script().run(() -> put("task", "a"))
                            .await(yieldNow())
                            .then(v -> MDC.get().toString())));
        }
        assertEquals(List.of("capture", "capture", "restore"), log.subList(0, 3));
    }

    @Test
    void aRefusedHandOverToAPoolDoesNotLeakIntoTheThreadThatMetIt() {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        Scheduler scheduler = Scheduler.over(pool, CARRIER);
        Promise<String> never = new Promise<>();
        var unused = scheduler.spawn(
                script().run(() -> put("task", "a")).await(never).lastly(v -> {
                    log.add(MDC.get().toString());
                    return null;
                }));
        pool.shutdown();
        awaitTermination(pool);
        put("thread", "main");
        never.complete("late");
        assertEquals(List.of("{task=a}"), log);
        assertEquals("{thread=main}", MDC.get().toString());
    }

    private static void awaitTermination(ExecutorService pool) {
        try {
            pool.awaitTermination(30, java.util.concurrent.TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
