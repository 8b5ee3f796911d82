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
import dev.heddle.runtime.sync.Condition;
import dev.heddle.runtime.sync.Lock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** See {@code condition_order.py}. */
public final class ConditionOrder implements Program {
    private final Deque<Integer> jobs = new ArrayDeque<>();
    private final Lock lock = new Lock();
    private final Condition condition = lock.newCondition();

    @Async
    private Coroutine<Void> taker(Log log, String name) {
        try (Lock.Held held = await(lock.lock())) {
            await(condition.waitUntil(() -> !jobs.isEmpty()));
            log.add(name, "takes", jobs.remove(), log.now());
        }
        return done();
    }

    @Async
    private Coroutine<Void> sleeper(Log log, String name) {
        try (Lock.Held held = await(lock.lock())) {
            await(condition.waitForSignal());
            log.add(name, "notified", log.now());
        }
        return done();
    }

    @Async
    @Override
    public Coroutine<Void> main(Log log) {
        for (String name : List.of("a", "b")) {
            spawn(taker(log, name));
        }
        await(sleep(1));
        for (int job = 1; job <= 2; job++) {
            await(sleep(1));
            try (Lock.Held held = await(lock.lock())) {
                jobs.add(job);
                condition.signal();
            }
        }
        await(sleep(1));
        for (String name : List.of("c", "d", "e", "f")) {
            spawn(sleeper(log, name));
        }
        await(sleep(1));
        for (int count : List.of(1, 2, 9)) {
            try (Lock.Held held = await(lock.lock())) {
                condition.signal(count);
                log.add("notify", count);
            }
            await(sleep(1));
        }
        return done();
    }
}
