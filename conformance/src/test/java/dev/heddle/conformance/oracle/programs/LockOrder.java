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
import dev.heddle.runtime.sync.Lock;

/** See {@code lock_order.py}. */
public final class LockOrder implements Program {
    @Async
    private Coroutine<Void> user(Log log, Lock lock, String name, int ms) {
        for (int i = 0; i < 2; i++) {
            try (Lock.Held held = await(lock.lock())) {
                log.add(name, "in", log.now());
                await(sleep(ms));
                log.add(name, "out", log.now());
            }
        }
        return done();
    }

    @Async
    @Override
    public Coroutine<Void> main(Log log) {
        Lock lock = new Lock();
        await(gather(user(log, lock, "a", 10), user(log, lock, "b", 1), user(log, lock, "c", 5)));
        log.add(lock.isLocked());
        return done();
    }
}
