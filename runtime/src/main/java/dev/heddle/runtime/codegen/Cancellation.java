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
    private volatile @Nullable Strike last;

    /** Who has awaited again most recently, and how often without another doing so in between. Where many threads share the scope, some may go uncounted. */
    private @Nullable Strand<?> again;

    private int times;

    Cancellation(@Nullable String reason) {
        this.reason = reason;
    }

    /** Makes the exception for who waits in a frame, or in nothing that has a place. */
    CancellationException at(@Nullable Frame<?> leaf) {
        return strike(leaf).exception();
    }

    /** Counts how often in a row a strand that is cancelled has gone on to await something. */
    int countOf(Strand<?> strand) {
        if (again != strand) {
            again = strand;
            times = 0;
        }
        return ++times;
    }

    /** Keeps what the exception for who waits in a frame will be made from, should anybody ask for it. */
    Strike strike(@Nullable Frame<?> leaf) {
        Strike before = last;
        if (before != null && before.isThatOf(leaf)) {
            return before;
        }
        StackTraceElement[] lines = canceller;
        if (lines == null) {
            lines = AsyncTrace.withoutPlumbing(here.getStackTrace());
            canceller = lines;
        }
        Strike strike = new Strike(reason, leaf, AsyncTrace.atAwait(leaf, lines));
        if (leaf != null && leaf.parent == null) {
            last = strike;
        }
        return strike;
    }
}
