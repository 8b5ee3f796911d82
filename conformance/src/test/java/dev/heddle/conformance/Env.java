// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import dev.heddle.Awaitable;
import dev.heddle.conformance.harness.Run;

/** What cases await. The run decides whether it is ready, who completes it when it is not, and whether it fails. */
public final class Env extends Trace {

    private Env() {}

    public static <T> Awaitable<T> v(T value) {
        return Run.current().awaitable(value, null);
    }

    public static <T> Awaitable<T> fails(Throwable failure) {
        return Run.current().awaitable(null, failure);
    }
}
