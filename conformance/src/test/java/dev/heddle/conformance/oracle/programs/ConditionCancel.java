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
import dev.heddle.runtime.sync.Condition;
import dev.heddle.runtime.sync.Lock;
import java.util.concurrent.CancellationException;

/** See {@code condition_cancel.py}. */
public final class ConditionCancel implements Program {
    private final Lock lock = new Lock();
    private final Condition condition = lock.newCondition();

    @Async
    private Coroutine<Void> waiter(Log log, String name) {
        try (Lock.Held held = await(lock.lock())) {
            try {
                await(condition.waitForSignal());
                log.add(name, "notified", log.now());
            } catch (CancellationException cancelled) {
                log.add(name, "cancelled, lock held:", lock.isLocked(), log.now());
                throw cancelled;
            }
        }
        return done();
    }

    @Async
    @Override
    public Coroutine<Void> main(Log log) {
        Task<Void> a = spawn(waiter(log, "a"));
        Task<Void> b = spawn(waiter(log, "b"));
        await(sleep(1));
        try (Lock.Held held = await(lock.lock())) {
            a.cancel();
            await(sleep(5));
            log.add("main releases", log.now());
        }
        await(sleep(1));
        try (Lock.Held held = await(lock.lock())) {
            condition.signal();
        }
        await(sleep(1));
        log.add(a.isCancelled(), b.isDone(), lock.isLocked());
        return done();
    }
}
