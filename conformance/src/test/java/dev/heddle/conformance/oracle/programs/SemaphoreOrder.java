// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.oracle.programs;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.conformance.oracle.Log.sleep;
import static dev.heddle.runtime.Tasks.gather;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.conformance.oracle.Log;
import dev.heddle.conformance.oracle.Program;
import dev.heddle.runtime.sync.Semaphore;

/** See {@code semaphore_order.py}. */
public final class SemaphoreOrder implements Program {
    @Async
    private Coroutine<Void> user(Log log, Semaphore semaphore, String name, int ms) {
        try (Semaphore.Permit permit = await(semaphore.acquire())) {
            log.add(name, "in", log.now());
            await(sleep(ms));
        }
        log.add(name, "out", log.now());
        return done();
    }

    @Async
    @Override
    public Coroutine<Void> main(Log log) {
        Semaphore semaphore = new Semaphore(2);
        await(gather(
                user(log, semaphore, "a", 10),
                user(log, semaphore, "b", 4),
                user(log, semaphore, "c", 3),
                user(log, semaphore, "d", 9),
                user(log, semaphore, "e", 1)));
        log.add(semaphore.available() == 0);
        return done();
    }
}
