// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.oracle.programs;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.conformance.oracle.Log.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.withTimeout;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.conformance.oracle.Log;
import dev.heddle.conformance.oracle.Program;
import dev.heddle.runtime.Task;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

/** See {@code timeout_scopes.py}. */
public final class TimeoutScopes implements Program {
    @Async
    private Coroutine<Void> nested(Log log, int outer, int inner) {
        try {
            await(withTimeout(Duration.ofMillis(outer), () -> {
                try {
                    await(withTimeout(Duration.ofMillis(inner), sleep(1_000)));
                } catch (TimeoutException e) {
                    log.add("inner", log.now());
                    await(sleep(1_000));
                }
                return done();
            }));
        } catch (TimeoutException e) {
            log.add("outer", log.now());
        }
        await(sleep(1));
        log.add("goes on", log.now());
        return done();
    }

    @Async
    private Coroutine<Void> cancelled(Log log) {
        try {
            await(withTimeout(Duration.ofMillis(100), sleep(1_000)));
        } catch (TimeoutException e) {
            log.add("never");
        } finally {
            log.add("ends", log.now());
        }
        return done();
    }

    @Async
    @Override
    public Coroutine<Void> main(Log log) {
        await(nested(log, 20, 10));
        await(nested(log, 10, 20));
        Task<Void> task = spawn(cancelled(log));
        await(sleep(50));
        task.cancel();
        try {
            await(task);
        } catch (CancellationException e) {
            log.add("cancelled, not timed out");
        }
        return done();
    }
}
