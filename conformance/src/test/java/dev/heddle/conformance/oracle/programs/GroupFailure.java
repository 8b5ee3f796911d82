// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.oracle.programs;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.conformance.oracle.Log.sleep;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.conformance.oracle.Log;
import dev.heddle.conformance.oracle.Program;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.TaskScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** See {@code group_failure.py}. */
public final class GroupFailure implements Program {

    private final List<String> cancelled = new ArrayList<>();

    @Async
    private Coroutine<Void> worker(Log log, String name, int ms) {
        try {
            await(sleep(ms));
            log.add(name, "done", log.now());
        } catch (CancellationException e) {
            cancelled.add(name + " cancelled " + log.now());
            throw e;
        }
        return done();
    }

    @Async
    private Coroutine<Void> failing(int ms) {
        await(sleep(ms));
        throw new IllegalArgumentException("failed");
    }

    @Async
    @Override
    public Coroutine<Void> main(Log log) {
        long ended = 0;
        try (TaskScope group = TaskScope.open()) {
            group.spawn(worker(log, "a", 5));
            group.spawn(failing(10));
            group.spawn(worker(log, "b", 20));
            group.spawn(worker(log, "c", 30));
            try {
                await(sleep(1_000));
            } finally {
                ended = log.now();
            }
        } catch (IllegalArgumentException e) {
            List<String> both = cancelled.stream().sorted().toList();
            log.add(e.getMessage(), log.now(), "body ended", ended, both.get(0), both.get(1));
        }
        await(sleep(1));
        try (TaskScope group = TaskScope.open()) {
            group.spawn(worker(log, "d", 5));
            Task<Void> stopped = group.spawn(worker(log, "e", 9));
            await(sleep(1));
            stopped.cancel();
        }
        log.add("all done", log.now(), cancelled.get(cancelled.size() - 1));
        return done();
    }
}
