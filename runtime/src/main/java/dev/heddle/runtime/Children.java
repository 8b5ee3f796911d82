// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Strand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a {@link TaskScope} that have not ended, oldest first, and whether there may be more. For any thread.
 *
 * <pre>
 *   open ----- close ------> closing -------- none left ------> closed
 *                (tasks may still spawn others)       (nobody may)
 * </pre>
 */
final class Children {

    private @Nullable ChildScope oldest;
    private @Nullable ChildScope newest;
    private boolean closed;
    private @Nullable Promise<Boolean> closing;

    /** Says false if the scope is closed. */
    synchronized boolean add(ChildScope child) {
        if (closed) {
            return false;
        }
        ChildScope before = newest;
        child.older = before;
        if (before == null) {
            oldest = child;
        } else {
            before.newer = child;
        }
        newest = child;
        return true;
    }

    void remove(ChildScope child) {
        Promise<Boolean> emptied;
        synchronized (this) {
            unlink(child);
            emptied = closing != null && oldest == null ? closing : null;
            closed |= emptied != null;
        }
        if (emptied != null) {
            var unused = emptied.complete(true);
        }
    }

    private void unlink(ChildScope child) {
        ChildScope before = child.older;
        ChildScope after = child.newer;
        if (before == null) {
            oldest = after;
        } else {
            before.newer = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.older = before;
        }
        child.older = null;
        child.newer = null;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Begins to close. Gives what is completed when there are no tasks left; the same one each time. */
    synchronized Promise<Boolean> close() {
        if (closing == null) {
            closing = new Promise<>();
            closed = oldest == null;
            if (closed) {
                var unused = closing.complete(true);
            }
        }
        return closing;
    }

    void addTo(Collection<? super Task<?>> tasks) {
        tasks.addAll(snapshot());
    }

    /** Adds who waits for the last of them to end. */
    synchronized void addClosers(Collection<? super Strand<?>> strands) {
        if (closing != null) {
            closing.addWaiters(strands);
        }
    }

    synchronized List<Task<?>> snapshot() {
        List<Task<?>> tasks = new ArrayList<>();
        for (ChildScope child = oldest; child != null; child = child.newer) {
            tasks.add(child.task);
        }
        return tasks;
    }
}
