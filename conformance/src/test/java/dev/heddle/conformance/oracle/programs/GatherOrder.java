// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.oracle.programs;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;
import static dev.heddle.conformance.oracle.Log.sleep;
import static dev.heddle.runtime.Tasks.gather;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.conformance.oracle.Log;
import dev.heddle.conformance.oracle.Program;
import java.util.List;

/** See {@code gather_order.py}. */
public final class GatherOrder implements Program {
    @Async
    private Coroutine<Object> work(Log log, String name, int ms) {
        log.add(name, "starts", log.now());
        await(sleep(ms));
        log.add(name, "ends", log.now());
        return result(name);
    }

    @Async
    @Override
    public Coroutine<Void> main(Log log) {
        log.add(await(gather(work(log, "a", 30), work(log, "b", 10), work(log, "c", 20)))
                .toArray());
        log.add(await(gather()).size());
        Coroutine<List<Object>> others = gather(work(log, "e", 7), work(log, "f", 3));
        List<Object> all = await(gather(List.<Coroutine<?>>of(work(log, "d", 5), others)));
        List<?> inner = (List<?>) all.get(1);
        log.add(all.get(0), inner.get(0), inner.get(1));
        return done();
    }
}
