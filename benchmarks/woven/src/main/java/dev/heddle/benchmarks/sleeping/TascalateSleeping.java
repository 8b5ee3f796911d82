// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.sleeping;

import static net.tascalate.async.CallContext.async;
import static net.tascalate.async.CallContext.await;

import java.util.concurrent.CompletableFuture;
import net.tascalate.async.async;

/** A task that sleeps, with tascalate-async. */
public final class TascalateSleeping {

    private TascalateSleeping() {}

    /**
     * Sleeps.
     *
     * @param timer when it ends
     * @param woken what to do then
     * @return when that is done
     */
    @async
    public static CompletableFuture<Void> sleeping(CompletableFuture<Void> timer, Runnable woken) {
        await(timer);
        woken.run();
        return async(null);
    }
}
