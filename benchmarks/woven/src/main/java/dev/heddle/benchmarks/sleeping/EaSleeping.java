// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.sleeping;

import static com.ea.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import java.util.concurrent.CompletableFuture;

/** A task that sleeps, with ea-async. */
public final class EaSleeping {

    private EaSleeping() {}

    /**
     * Sleeps.
     *
     * @param timer when it ends
     * @param woken what to do then
     * @return when that is done
     */
    public static CompletableFuture<Void> sleeping(CompletableFuture<Void> timer, Runnable woken) {
        await(timer);
        woken.run();
        return completedFuture(null);
    }
}
