// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.oracle.programs;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.conformance.oracle.Log;
import dev.heddle.conformance.oracle.Program;
import dev.heddle.runtime.Task;
import java.util.List;

/** See {@code spawn_order.py}. */
public final class SpawnOrder implements Program {
    @Async
    private Coroutine<String> child(Log log, String name, int yields) {
        for (int i = 0; i < yields; i++) {
            log.add(name, i);
            await(yieldNow());
        }
        log.add(name, "ends");
        return result(name);
    }

    @Async
    @Override
    public Coroutine<Void> main(Log log) {
        log.add("main");
        List<Task<String>> tasks = List.of(
                spawn(child(log, "a", 3)),
                spawn(child(log, "b", 1)),
                spawn(child(log, "c", 2)),
                spawn(child(log, "d", 0)));
        log.add("spawned");
        await(yieldNow());
        log.add("main again");
        for (Task<String> task : tasks) {
            log.add("got", await(task));
        }
        return done();
    }
}
