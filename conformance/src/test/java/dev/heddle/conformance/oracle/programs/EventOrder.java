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
import dev.heddle.runtime.sync.Event;
import java.util.ArrayList;
import java.util.List;

/** See {@code event_order.py}. */
public final class EventOrder implements Program {
    @Async
    private Coroutine<Void> waiter(Log log, Event event, String name) {
        await(event.whenSet());
        log.add(name, "woken", log.now());
        return done();
    }

    @Async
    @Override
    public Coroutine<Void> main(Log log) {
        Event event = new Event();
        List<Task<Void>> tasks = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            tasks.add(spawn(waiter(log, event, name)));
        }
        await(sleep(1));
        event.set();
        event.clear();
        tasks.add(spawn(waiter(log, event, "late")));
        await(sleep(1));
        log.add("set again", event.isSet());
        event.set();
        await(sleep(1));
        await(waiter(log, event, "main"));
        log.add(tasks.stream().allMatch(Task::isDone));
        return done();
    }
}
