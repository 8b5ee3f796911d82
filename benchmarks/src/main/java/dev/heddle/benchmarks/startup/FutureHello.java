// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.startup;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** With a future. */
final class FutureHello {

    private FutureHello() {}

    /**
     * Waits and says hello.
     *
     * @param args none
     * @throws Exception if interrupted
     */
    public static void main(String[] args) throws Exception {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, Startup.MILLIS, TimeUnit.MILLISECONDS)
                .thenRun(() -> System.out.println("Hello"))
                .get();
    }
}
