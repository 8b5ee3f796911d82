// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.oracle.programs;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.conformance.oracle.Log;
import dev.heddle.conformance.oracle.Program;
import dev.heddle.runtime.sync.Channel;
import java.util.Comparator;
import java.util.List;

/** See {@code queue_priority.py}. */
public final class QueuePriority implements Program {
    @Async
    @Override
    public Coroutine<Void> main(Log log) {
        Channel<Integer> queue = Channel.priority(Comparator.naturalOrder());
        for (int item : List.of(5, 3, 9, 1, 7, 2)) {
            await(queue.send(item));
        }
        for (int i = 0; i < 3; i++) {
            log.add(await(queue.receive()));
        }
        await(queue.send(0));
        await(queue.send(8));
        while (queue.size() > 0) {
            log.add(await(queue.receive()));
        }
        return done();
    }
}
