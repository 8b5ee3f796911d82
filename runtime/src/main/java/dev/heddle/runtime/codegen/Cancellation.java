// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** That a scope has been cancelled, why, and by whom. It is what its exceptions have in common: thousands of tasks may be cancelled by one call. */
final class Cancellation {

    private final @Nullable String reason;

    /** Made for its stack trace, which the JVM keeps in a form that is cheap to get, and dear to read. */
    private final Throwable here = new Throwable();

    private volatile StackTraceElement @Nullable [] canceller;

    /** Those who are cancelled at once mostly wait at the same place. */
    private volatile @Nullable Wait last;

    Cancellation(@Nullable String reason) {
        this.reason = reason;
    }

    /** Makes the exception for who waits in a frame, or in nothing that has a place. */
    CancellationException at(@Nullable Frame<?> leaf) {
        StackTraceElement[] lines = canceller;
        if (lines == null) {
            lines = AsyncTrace.withoutPlumbing(here.getStackTrace());
            canceller = lines;
        }
        CancellationException made = reason == null ? new CancellationException() : new CancellationException(reason);
        StackTraceElement[] trace = traceAt(leaf, lines);
        if (trace.length > 0) {
            made.setStackTrace(trace);
        }
        return made;
    }

    private StackTraceElement[] traceAt(@Nullable Frame<?> leaf, StackTraceElement[] lines) {
        Wait before = last;
        if (before != null && before.isThatOf(leaf)) {
            return before.trace;
        }
        StackTraceElement[] trace = AsyncTrace.atAwait(leaf, lines);
        if (leaf != null && leaf.parent == null) {
            last = new Wait(leaf, trace);
        }
        return trace;
    }

    /** The trace of a coroutine that waits by itself, at one of its awaits. It is never changed: an exception keeps a copy. */
    private static final class Wait {

        private final Class<?> coroutine;
        private final int state;
        private final StackTraceElement[] trace;

        Wait(Frame<?> leaf, StackTraceElement[] trace) {
            this.coroutine = leaf.getClass();
            this.state = leaf.state;
            this.trace = trace;
        }

        boolean isThatOf(@Nullable Frame<?> leaf) {
            return leaf != null && leaf.parent == null && leaf.state == state && leaf.getClass() == coroutine;
        }
    }
}
