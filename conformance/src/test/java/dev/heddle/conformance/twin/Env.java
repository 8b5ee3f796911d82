// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.twin;

import dev.heddle.conformance.Trace;
import dev.heddle.conformance.harness.Outcome;
import dev.heddle.conformance.harness.Run;

/** What a twin awaits: it is always there. */
public final class Env extends Trace {

    private Env() {}

    public static <T> Awaitable<T> v(T value) {
        return of(value, null);
    }

    public static <T> Awaitable<T> fails(Throwable failure) {
        return of(null, failure);
    }

    private static <T> Awaitable<T> of(T value, Throwable own) {
        Run run = Run.current();
        int number = run.awaits();
        Throwable failure = run.failureOfNext(own);
        return () -> {
            run.strike(number);
            if (failure != null) {
                throw Outcome.<RuntimeException>sneak(failure);
            }
            return value;
        };
    }
}
