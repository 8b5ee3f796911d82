// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.spawnNow;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TaskLocalTest {

    private static final TaskLocal<String> USER = TaskLocal.named("user");
    private static final TaskLocal<Integer> REQUEST = TaskLocal.named("request");

    private final List<Object> log = new ArrayList<>();

    private Script user() {
        return script().run(() -> log.add(USER.orElse("none")));
    }

    @Test
    void anUnboundVariableSaysSo() {
        assertFalse(USER.isBound());
        assertEquals("other", USER.orElse("other"));
        Throwable e = assertThrows(NoSuchElementException.class, USER::get);
        assertTrue(e.getMessage().startsWith("TaskLocal[user] is not bound here"), e.getMessage());
        assertThrows(IOException.class, () -> USER.orElseThrow(IOException::new));
        assertThrows(IllegalStateException.class, () -> USER.set("lost"));
    }

    @Test
    void whereBindsForTheLengthOfACoroutine() {
        VirtualTime.run(script().await(USER.where(
                        "ann",
                        user().await(sleep(Duration.ofSeconds(1)))
                                .await(USER.where("bob", user()))
                                .await(user())))
                .await(user()));
        assertEquals(List.of("ann", "bob", "ann", "none"), log);
    }

    @Test
    void whereUnbindsAlsoAfterAFailure() {
        IOException failure = new IOException();
        VirtualTime.run(script().await(USER.where("ann", () -> {
                    throw failure;
                }))
                .rescue(e -> {
                    assertSame(failure, e);
                    return user();
                })
                .await(USER.where(
                        "bob",
                        script().await(yieldNow()).run(() -> Task.current().cancel())))
                .await(yieldNow())
                .rescue(e -> user()));
        assertEquals(List.of("none", "none"), log);
    }

    @Test
    void aNullIsAValue() {
        assertNull(VirtualTime.run(USER.where(null, script().then(v -> {
            assertTrue(USER.isBound());
            return USER.get();
        }))));
    }

    // T16
    @Test
    void aSpawnedTaskHasACopyAndAnAwaitedCoroutineShares() {
        VirtualTime.run(script().run(() -> USER.set("parent"))
                .then(v -> spawn(script().await(user()).run(() -> USER.set("child"))))
                .await(user())
                .await(script().run(() -> USER.set("awaited")))
                .await(user())
                .run(USER::remove)
                .await(user()));
        assertEquals(List.of("parent", "parent", "awaited", "none"), log);
    }

    @Test
    void whatTheSpawnerSetsLaterItsTaskDoesNotSee() {
        VirtualTime.run(script().run(() -> USER.set("before")).then(v -> {
            Task<Object> task = spawn(user().await(yieldNow()).await(user()));
            USER.set("after");
            return task;
        }));
        assertEquals(List.of("before", "before"), log);
    }

    // E02
    @Test
    void aTaskThatIsSpawnedNowHasItsOwnCopyWhileItRunsInsideTheCall() {
        VirtualTime.run(script().run(() -> USER.set("parent")).then(v -> {
            Task<?> parent = Task.current();
            Task<Object> child = spawnNow(user().run(() -> USER.set("child")).run(() -> log.add(Task.current())));
            assertSame(child, log.get(1));
            assertSame(parent, Task.current());
            log.add(USER.get());
            return child;
        }));
        assertEquals("parent", log.get(0));
        assertEquals("parent", log.get(2));
    }

    @Test
    void tasksOfScopesAndGathersInherit() {
        VirtualTime.run(USER.where(
                "ann",
                script().await(Tasks.gather(user(), user()))
                        .await(TaskScope.run(scope ->
                                script().then(v -> USER.where("bob", script().then(w -> scope.spawn(user()))))))));
        assertEquals(List.of("ann", "ann", "bob"), log);
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // the script awaits it
    void aHotCoroutineInherits() {
        VirtualTime.run(USER.where(
                "ann",
                script().then(v -> dev.heddle.runtime.codegen.Awaits.start(user().run(() -> USER.set("hot"))))
                        .await(user())));
        assertEquals(List.of("ann", "ann"), log);
    }

    @Test
    void setInsideWhereEndsWithIt() {
        VirtualTime.run(script().run(() -> REQUEST.set(1))
                .await(USER.where(
                        "ann",
                        script().run(() -> USER.set("bob"))
                                .run(() -> REQUEST.set(2))
                                .await(user())))
                .await(user())
                .run(() -> log.add(REQUEST.get())));
        assertEquals(List.of("bob", "none", 2), log);
    }

    @Test
    void variablesDoNotDisturbEachOther() {
        TaskLocal<Integer>[] locals = locals(20);
        VirtualTime.run(script().run(() -> {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < locals.length; i++) {
                    locals[(i * 7) % 20].set(100 * round + (i * 7) % 20);
                }
            }
            locals[4].remove();
            for (int i = 0; i < locals.length; i++) {
                assertEquals(i == 4 ? -1 : 200 + i, locals[i].orElse(-1));
            }
        }));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static TaskLocal<Integer>[] locals(int count) {
        TaskLocal<Integer>[] locals = new TaskLocal[count];
        for (int i = 0; i < count; i++) {
            locals[i] = TaskLocal.named("local" + i);
        }
        return locals;
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // the script awaits it
    void aTaskOfAnotherLoopInheritsFromItsSpawner() throws Exception {
        try (EventLoop other = EventLoop.builder().name("other").start()) {
            EventLoop.run(USER.where("ann", script().then(v -> other.submit(user()))));
        }
        assertEquals(List.of("ann"), log);
    }

    @Test
    void tasksOnThreadPoolsKeepTheirValues() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Scheduler scheduler = Scheduler.over(pool);
            List<Task<Object>> tasks = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                int number = i;
                Script body = script().repeat(100, round -> yieldNow()).then(v -> REQUEST.get());
                tasks.add(scheduler.spawn(REQUEST.where(number, body)));
            }
            for (int i = 0; i < tasks.size(); i++) {
                assertEquals(i, tasks.get(i).toCompletableFuture().get());
            }
        } finally {
            pool.shutdown();
        }
    }

    // R05
    @Test
    void whatOneRunOfALoopHasSetTheNextOneHas() {
        try (VirtualTime time = new VirtualTime()) {
            time.loop().runUntilDone(script().run(() -> USER.set("ann")));
            time.loop().runUntilDone(user());
        }
        assertEquals(List.of("ann"), log);
    }

    @Test
    void actionsOutsideTasksSeeNothing() {
        VirtualTime.run(USER.where("ann", script().then(v -> {
            EventLoop.current().execute(() -> log.add(USER.isBound()));
            return yieldNow();
        })));
        assertEquals(List.of(false), log);
    }
}
