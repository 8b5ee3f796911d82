// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.oracle.programs;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;
import static dev.heddle.conformance.oracle.Log.sleep;
import static dev.heddle.runtime.Tasks.asCompleted;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.waitFor;

import dev.heddle.Async;
import dev.heddle.AsyncIterator;
import dev.heddle.Coroutine;
import dev.heddle.Deferred;
import dev.heddle.conformance.oracle.Log;
import dev.heddle.conformance.oracle.Program;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.WaitUntil;
import dev.heddle.runtime.Waited;
import java.time.Duration;
import java.util.List;

/** See {@code wait_for_some.py}. */
public final class WaitForSome implements Program {
    @Async
    private Coroutine<Object> work(Object name, int ms, boolean fails) {
        await(sleep(ms));
        if (fails) {
            throw new IllegalArgumentException(name.toString());
        }
        return result(name);
    }

    private static void show(Log log, Waited<?> waited) {
        log.add(waited.done().size(), "done", waited.pending().size(), "pending", log.now());
    }

    @Async
    @Override
    public Coroutine<Void> main(Log log) {
        List<Task<Object>> tasks =
                List.of(spawn(work(10, 10, false)), spawn(work(20, 20, false)), spawn(work(30, 30, false)));
        show(log, await(waitFor(WaitUntil.FIRST_COMPLETED, tasks)));
        show(log, await(waitFor(WaitUntil.ALL, Duration.ofMillis(5), tasks)));
        show(log, await(waitFor(WaitUntil.ALL, tasks)));
        tasks = List.of(spawn(work("a", 10, false)), spawn(work("b", 20, true)), spawn(work("c", 30, false)));
        show(log, await(waitFor(WaitUntil.FIRST_FAILED, tasks)));
        tasks.get(2).cancel();
        show(log, await(waitFor(WaitUntil.ALL, tasks)));
        AsyncIterator<Deferred<Object>> each = asCompleted(
                        List.of(spawn(work(30, 30, false)), spawn(work(10, 10, false)), spawn(work(20, 20, false))))
                .iterator();
        while (await(each.moveNext())) {
            log.add(await(each.current()), log.now());
        }
        return done();
    }
}
