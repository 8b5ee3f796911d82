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
import java.util.concurrent.CancellationException;

/** See {@code cancel_sleeping.py}. */
public final class CancelSleeping implements Program {
    @Async
    private Coroutine<Void> inner(Log log) {
        try {
            await(sleep(10_000));
        } finally {
            log.add("inner cleans up", log.now());
        }
        return done();
    }

    @Async
    private Coroutine<Void> outer(Log log, String name) {
        try {
            await(inner(log));
            log.add("never");
        } catch (CancellationException cancelled) {
            log.add(name, "cancelled");
            throw cancelled;
        } finally {
            log.add(name, "cleans up");
        }
        return done();
    }

    @Async
    @Override
    public Coroutine<Void> main(Log log) {
        Task<Void> task = spawn(outer(log, "a"));
        await(sleep(1));
        log.add(task.cancel(), task.isDone());
        await(sleep(1));
        log.add(task.isCancelled(), task.isDone(), task.cancel());
        try {
            await(task);
        } catch (CancellationException cancelled) {
            log.add("main hears of it");
        }
        Task<Void> late = spawn(inner(log));
        await(sleep(11_000));
        log.add(late.cancel(), late.isCancelled(), log.now());
        return done();
    }
}
