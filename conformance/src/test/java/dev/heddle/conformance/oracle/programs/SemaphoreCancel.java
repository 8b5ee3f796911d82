// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.oracle.programs;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.conformance.oracle.Log.sleep;
import static dev.heddle.runtime.Tasks.spawn;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.conformance.oracle.Log;
import dev.heddle.conformance.oracle.Program;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.sync.Semaphore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** See {@code semaphore_cancel.py}. */
public final class SemaphoreCancel implements Program {
    @Async
    private Coroutine<Void> user(Log log, Semaphore semaphore, String name) {
        try (Semaphore.Permit permit = await(semaphore.acquire())) {
            log.add(name, "in", log.now());
            await(sleep(10));
        } catch (CancellationException cancelled) {
            log.add(name, "cancelled", log.now());
            throw cancelled;
        }
        return done();
    }

    @Async
    @Override
    public Coroutine<Void> main(Log log) {
        Semaphore semaphore = new Semaphore(1);
        Map<String, Task<Void>> tasks = new LinkedHashMap<>();
        for (String name : List.of("a", "b", "c", "d")) {
            tasks.put(name, spawn(user(log, semaphore, name)));
        }
        await(sleep(5));
        tasks.get("b").cancel();
        await(sleep(10));
        tasks.get("c").cancel();
        await(sleep(100));
        tasks.forEach((name, task) -> log.add(name, task.isCancelled()));
        log.add(semaphore.available() == 0);
        return done();
    }
}
