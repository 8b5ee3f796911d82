// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.oracle.programs;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;
import static dev.heddle.conformance.oracle.Log.sleep;
import static dev.heddle.runtime.Tasks.withTimeout;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.conformance.oracle.Log;
import dev.heddle.conformance.oracle.Program;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

/** See {@code timeouts.py}. */
public final class Timeouts implements Program {
    @Async
    private Coroutine<String> work(Log log, String name, int ms, RuntimeException onCancel) {
        try {
            await(sleep(ms));
            return result(name);
        } catch (CancellationException cancelled) {
            log.add(name, "cancelled", log.now());
            throw onCancel != null ? onCancel : cancelled;
        }
    }

    @Async
    private Coroutine<String> limited(Log log, int ms, Coroutine<String> coroutine) {
        try {
            log.add(await(withTimeout(Duration.ofMillis(ms), coroutine)), log.now());
        } catch (TimeoutException e) {
            log.add("timeout", log.now());
        } catch (IllegalArgumentException e) {
            log.add(e.getMessage(), log.now());
        }
        return result(null);
    }

    @Async
    @Override
    public Coroutine<Void> main(Log log) {
        await(limited(log, 10, work(log, "quick", 5, null)));
        await(limited(log, 10, work(log, "slow", 50, null)));
        await(limited(log, 10, work(log, "bad", 50, new IllegalArgumentException("cleanup"))));
        await(limited(log, 10, limited(log, 30, work(log, "nested", 50, null))));
        await(limited(log, 30, limited(log, 10, work(log, "nested", 50, null))));
        return done();
    }
}
