// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.oracle.programs;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;
import static dev.heddle.conformance.oracle.Log.sleep;
import static dev.heddle.runtime.Tasks.spawn;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.conformance.oracle.Log;
import dev.heddle.conformance.oracle.Program;
import dev.heddle.runtime.Task;
import java.util.concurrent.CancellationException;

/** See {@code cancel_swallowed.py}. */
public final class CancelSwallowed implements Program {
    @Async
    private Coroutine<Integer> stubborn() {
        try {
            await(sleep(10_000));
        } catch (CancellationException cancelled) {
            return result(42);
        }
        return result(0);
    }

    @Async
    private Coroutine<Integer> failing() {
        try {
            await(sleep(10_000));
        } catch (CancellationException cancelled) {
            throw new IllegalArgumentException("in cleanup");
        }
        return result(0);
    }

    @Async
    @Override
    public Coroutine<Void> main(Log log) {
        Task<Integer> task = spawn(stubborn());
        await(sleep(1));
        task.cancel();
        log.add(await(task), task.isCancelled());
        task = spawn(failing());
        await(sleep(1));
        task.cancel();
        try {
            await(task);
        } catch (IllegalArgumentException e) {
            log.add(e.getMessage(), task.isCancelled());
        }
        return done();
    }
}
