// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.timeout;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.runtime.Tasks.withTimeout;
import static dev.heddle.runtime.Tasks.yieldNow;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.benchmarks.InLoop;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** As users write it. */
public class Heddle extends InLoop {

    private static final int TIMES = 1_000;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Benchmark
    @OperationsPerInvocation(TIMES)
    public void armed() {
        var unused = loop.runUntilDone(() -> limited());
    }

    @Async
    private static Coroutine<@Nullable Void> limited() throws TimeoutException {
        for (int i = 0; i < TIMES; i++) {
            await(withTimeout(LIMIT, yieldNow()));
        }
        return done();
    }
}
