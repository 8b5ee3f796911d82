// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * What has failed in a {@link TaskScope}. The first failure is thrown in the owner's body, or when the scope closes; the others become its suppressed ones. For any thread.
 *
 * <p>Whether the owner has got the first failure matters, for {@code try} can't take the same exception from its body and from {@code close()}. It may have got it
 * without the scope's doing, say from a gather, and before the scope knows of it; so the scope remembers what was thrown in the owner last.
 */
final class ScopeFailures {

    private final List<Entry> entries = new ArrayList<>(0);
    private @Nullable Throwable lastSurfaced;
    private boolean delivered;

    private record Entry(Throwable failure, Task<?> task) {}

    /** Notes how a task has ended. Says true if that is the first failure. */
    synchronized boolean add(Task<?> task) {
        Throwable failure = failureOf(task);
        if (failure == null) {
            return false;
        }
        entries.add(new Entry(failure, task));
        if (entries.size() > 1) {
            return false;
        }
        delivered = failure == lastSurfaced;
        return true;
    }

    /** A cancelled task has not failed, unless something went wrong in the course of that. */
    private static @Nullable Throwable failureOf(Task<?> task) {
        Throwable thrown = task.isJustCancelled() ? null : task.peekException();
        if (thrown == null || task.isFailed()) {
            return thrown;
        }
        return thrown instanceof CancellationException cancellation ? Failures.behind(cancellation) : null;
    }

    /** Gives the first failure, to be thrown in the owner's body; null if there is none. */
    synchronized @Nullable Throwable deliver() {
        if (entries.isEmpty()) {
            return null;
        }
        delivered = true;
        return hear(entries.get(0));
    }

    /** Notes what was thrown in the owner. */
    synchronized void surfaced(Throwable failure) {
        lastSurfaced = failure;
        delivered |= !entries.isEmpty() && entries.get(0).failure == failure;
    }

    /** Adds the other failures to the first, and gives that if the owner has not got it; null if it has, or there is none. */
    synchronized @Nullable Throwable settle() {
        if (entries.isEmpty()) {
            return null;
        }
        Throwable first = hear(entries.get(0));
        for (Entry other : entries.subList(1, entries.size())) {
            // One that can't be added stays unheard, and is reported as such.
            if (Failures.suppress(first, other.failure)) {
                var unused = hear(other);
            }
        }
        return delivered ? null : first;
    }

    private static Throwable hear(Entry entry) {
        var unused = entry.task.hearOutcome();
        return entry.failure;
    }
}
