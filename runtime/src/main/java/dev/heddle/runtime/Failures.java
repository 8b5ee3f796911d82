// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.Deferred;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Keeps failures from getting lost beside one another. */
final class Failures {

    private Failures() {}

    /** How a deferred that is done has failed, or been cancelled; null if it has a value. A task's failure does not count as heard by this. */
    static @Nullable Throwable of(Deferred<?> done) {
        if (done instanceof Task<?> task) {
            return task.peekException();
        }
        if (done instanceof Promise<?> promise) {
            return promise.peekException();
        }
        try {
            var unused = done.resultNow();
            return null;
        } catch (Throwable failure) {
            return failure;
        }
    }

    /** Tells whether a deferred that is done has failed, not counting cancellation. */
    static boolean isFailed(Deferred<?> done) {
        return done instanceof Task<?> task ? task.isFailed() : isFailure(of(done));
    }

    private static boolean isFailure(@Nullable Throwable thrown) {
        return thrown != null && !(thrown instanceof CancellationException);
    }

    /** Notes that somebody is handed what {@link #of} gives. */
    static void hear(Deferred<?> done) {
        if (done instanceof Task<?> task) {
            var unused = task.hearOutcome();
        }
    }

    /**
     * Adds a failure to the one that is thrown. Says false if that can't be done, because it takes no more; true also if it is there already.
     */
    static boolean suppress(Throwable thrown, Throwable other) {
        if (thrown == other || holds(thrown, other)) {
            return true;
        }
        thrown.addSuppressed(other);
        return holds(thrown, other);
    }

    private static boolean holds(Throwable thrown, Throwable other) {
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (suppressed == other) {
                return true;
            }
        }
        return false;
    }

    /** What went wrong while a cancellation was under way, say in a {@code close()}: must not be dropped together with the cancellation. */
    static @Nullable Throwable behind(CancellationException cancellation) {
        Throwable first = null;
        for (Throwable suppressed : cancellation.getSuppressed()) {
            Throwable failure = suppressed instanceof CancellationException inner ? behind(inner) : suppressed;
            if (first == null) {
                first = failure;
            } else if (failure != null) {
                var unused = suppress(first, failure);
            }
        }
        return first;
    }
}
