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
import dev.heddle.runtime.sync.Channel;
import java.util.ArrayList;
import java.util.List;

/** See {@code queue_fifo.py}. */
public final class QueueFifo implements Program {
    @Async
    private Coroutine<Void> getter(Log log, Channel<Integer> queue, String name) {
        log.add(name, "got", await(queue.receive()), log.now());
        return done();
    }

    @Async
    private Coroutine<Void> putter(Log log, Channel<Integer> queue, int item) {
        await(queue.send(item));
        log.add("put", item, log.now());
        return done();
    }

    @Async
    @Override
    public Coroutine<Void> main(Log log) {
        Channel<Integer> queue = Channel.bounded(1);
        List<Task<Void>> getters = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            getters.add(spawn(getter(log, queue, name)));
        }
        await(sleep(1));
        getters.get(1).cancel();
        await(sleep(1));
        for (int item = 1; item <= 2; item++) {
            await(queue.send(item));
            await(sleep(1));
        }
        List<Task<Void>> putters = new ArrayList<>();
        for (int item = 3; item <= 6; item++) {
            putters.add(spawn(putter(log, queue, item)));
        }
        await(sleep(1));
        putters.get(1).cancel();
        await(sleep(1));
        for (int i = 0; i < 3; i++) {
            log.add("main got", await(queue.receive()));
            await(sleep(1));
        }
        log.add(queue.size() == 0);
        return done();
    }
}
