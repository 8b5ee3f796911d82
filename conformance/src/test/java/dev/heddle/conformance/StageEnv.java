// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import dev.heddle.conformance.harness.Run;
import java.util.concurrent.CompletableFuture;

/** As {@link Env}, for cases that live in {@code CompletableFuture} alone. */
public final class StageEnv extends Trace {

    private StageEnv() {}

    public static <T> CompletableFuture<T> v(T value) {
        return Run.current().stage(value, null);
    }

    public static <T> CompletableFuture<T> fails(Throwable failure) {
        return Run.current().stage(null, failure);
    }
}
