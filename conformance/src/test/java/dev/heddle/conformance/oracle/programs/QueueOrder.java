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
import java.util.List;

/** See {@code queue_order.py}. */
public final class QueueOrder implements Program {
    @Async
    private Coroutine<Void> producer(Log log, Channel<String> queue, String name, int ms) {
        for (int i = 0; i < 4; i++) {
            await(sleep(ms));
            await(queue.send(name + i));
            log.add("put", name + i, log.now());
        }
        return done();
    }

    @Async
    private Coroutine<Void> consumer(Log log, Channel<String> queue, String name, int ms) {
        for (; ; ) {
            String item = await(queue.receive());
            log.add(name, "gets", item, log.now());
            await(sleep(ms));
            queue.taskDone();
        }
    }

    @Async
    @Override
    public Coroutine<Void> main(Log log) {
        Channel<String> queue = Channel.bounded(2);
        List<Task<Void>> producers = List.of(spawn(producer(log, queue, "p", 3)), spawn(producer(log, queue, "q", 7)));
        List<Task<Void>> consumers =
                List.of(spawn(consumer(log, queue, "x", 50)), spawn(consumer(log, queue, "y", 71)));
        for (Task<Void> task : producers) {
            await(task);
        }
        await(queue.join());
        log.add("joined", log.now(), queue.size());
        for (Task<Void> task : consumers) {
            task.cancel();
        }
        return done();
    }
}
