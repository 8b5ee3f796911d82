// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.twin;

import dev.heddle.conformance.Trace;
import dev.heddle.conformance.harness.Outcome;
import dev.heddle.conformance.harness.Run;

/** What a twin awaits: it is always there. */
public final class Env extends Trace {

    private Env() {}

    public static <T> Awaitable<T> v(T value) {
        return of(value, Run.current().failureOfNext(null));
    }

    public static <T> Awaitable<T> fails(Throwable failure) {
        return of(null, Run.current().failureOfNext(failure));
    }

    private static <T> Awaitable<T> of(T value, Throwable failure) {
        return () -> {
            if (failure != null) {
                throw Outcome.<RuntimeException>sneak(failure);
            }
            return value;
        };
    }
}
