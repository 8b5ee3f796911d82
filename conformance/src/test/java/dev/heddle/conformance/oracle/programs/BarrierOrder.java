// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.oracle.programs;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.conformance.oracle.Log.sleep;
import static dev.heddle.runtime.Tasks.gather;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.conformance.oracle.Log;
import dev.heddle.conformance.oracle.Program;
import dev.heddle.runtime.sync.Barrier;
import java.util.concurrent.BrokenBarrierException;

/** See {@code barrier_order.py}. */
public final class BarrierOrder implements Program {
    @Async
    private Coroutine<Void> player(Log log, Barrier barrier, String name, int ms) throws BrokenBarrierException {
        for (int i = 0; i < 2; i++) {
            await(sleep(ms));
            log.add(name, "arrives", log.now());
            int place = await(barrier.arrive());
            await(sleep(place + 1));
            log.add(name, "was", place, log.now());
        }
        return done();
    }

    @Async
    @Override
    public Coroutine<Void> main(Log log) throws BrokenBarrierException {
        Barrier barrier = new Barrier(3);
        await(gather(player(log, barrier, "a", 20), player(log, barrier, "b", 5), player(log, barrier, "c", 10)));
        return done();
    }
}
