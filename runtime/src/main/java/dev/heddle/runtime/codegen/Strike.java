// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Where a cancellation has ended a wait, which is all that its exception is made from. Most cancelled coroutines catch nothing where they wait, and nobody asks how their tasks
 * have ended: then the exception, of whose price the JVM's stack trace is the most, need not be made.
 */
final class Strike {

    private final @Nullable String reason;
    private final @Nullable Class<?> coroutine;
    private final int state;

    /** Never changed: an exception keeps a copy. */
    private final StackTraceElement[] trace;

    /**
     * Notes where it is.
     *
     * @param reason the exception's message, or null
     * @param leaf the frame that waits, or null
     * @param trace the exception's stack trace; empty if the JVM gives none
     */
    Strike(@Nullable String reason, @Nullable Frame<?> leaf, StackTraceElement[] trace) {
        this.reason = reason;
        this.coroutine = leaf == null ? null : leaf.getClass();
        this.state = leaf == null ? Frame.FRESH : leaf.state;
        this.trace = trace;
    }

    /** Tells whether a coroutine waits by itself, and at this place. */
    boolean isThatOf(@Nullable Frame<?> leaf) {
        return leaf != null && leaf.parent == null && leaf.state == state && leaf.getClass() == coroutine;
    }

    /** Makes the exception, a new one each time. */
    CancellationException exception() {
        CancellationException made = reason == null ? new CancellationException() : new CancellationException(reason);
        if (trace.length > 0) {
            made.setStackTrace(trace);
        }
        return made;
    }
}
