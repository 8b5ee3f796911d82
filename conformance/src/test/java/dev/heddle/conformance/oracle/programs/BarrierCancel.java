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
import dev.heddle.runtime.sync.Barrier;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;

/** See {@code barrier_cancel.py}. */
public final class BarrierCancel implements Program {
    @Async
    private Coroutine<Void> player(Log log, Barrier barrier, String name) {
        try {
            int place = await(barrier.arrive());
            log.add(name, "passes", place);
        } catch (BrokenBarrierException broken) {
            log.add(name, "broken");
        }
        return done();
    }

    @Async
    @Override
    public Coroutine<Void> main(Log log) {
        Barrier barrier = new Barrier(3);
        spawn(player(log, barrier, "a"));
        await(sleep(1));
        Task<Void> b = spawn(player(log, barrier, "b"));
        await(sleep(1));
        b.cancel();
        await(sleep(1));
        log.add(barrier.waiting(), barrier.isBroken());
        for (String name : List.of("c", "d")) {
            spawn(player(log, barrier, name));
            await(sleep(1));
        }
        log.add(barrier.waiting(), barrier.isBroken());
        spawn(player(log, barrier, "e"));
        await(sleep(1));
        barrier.abort();
        await(sleep(1));
        spawn(player(log, barrier, "f"));
        await(sleep(1));
        barrier.reset();
        for (String name : List.of("g", "h", "i")) {
            spawn(player(log, barrier, name));
            await(sleep(1));
        }
        return done();
    }
}
