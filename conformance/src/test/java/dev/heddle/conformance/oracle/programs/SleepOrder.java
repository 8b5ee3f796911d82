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
import java.util.stream.Stream;

/** See {@code sleep_order.py}. */
public final class SleepOrder implements Program {
    @Async
    private Coroutine<Void> sleeper(Log log, int ms) {
        await(sleep(ms));
        log.add(ms, log.now());
        return done();
    }

    @Async
    @Override
    public Coroutine<Void> main(Log log) {
        await(gather(Stream.of(40, 7, 0, 19, 1000, 3, 3600000, -5, 12, 11)
                .map(ms -> sleeper(log, ms))
                .toList()));
        for (int i = 0; i < 3; i++) {
            await(sleep(250));
            log.add("tick", log.now());
        }
        return done();
    }
}
