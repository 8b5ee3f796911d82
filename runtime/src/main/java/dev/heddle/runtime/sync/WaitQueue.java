// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.runtime.codegen.Strand;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Waiters, first come, first served. A list linked through them, so that a cancelled one leaves in no time. Guarded by its owner.
 *
 * <p>Mostly one waits alone, and the garbage collector takes note of each write of a reference; so that one stands in a single field, and what it may have from its last wait
 * is not written again.
 */
final class WaitQueue {

    private @Nullable Waiter first;

    /** Null unless two or more wait. */
    private @Nullable Waiter last;

    private int size;

    WaitQueue() {}

    boolean isEmpty() {
        return first == null;
    }

    int size() {
        return size;
    }

    @Nullable
    Waiter first() {
        return first;
    }

    void add(Waiter waiter) {
        waiter.enterQueue(this);
        size++;
        Waiter head = first;
        if (head == null) {
            first = waiter;
            return;
        }
        Waiter tail = last == null ? head : last;
        waiter.before = tail;
        tail.after = waiter;
        last = waiter;
    }

    /** Removes a waiter that may have left already. Says whether it was here. */
    boolean remove(Waiter waiter) {
        if (!waiter.isIn(this)) {
            return false;
        }
        Waiter prior = waiter.before;
        if (prior == null) {
            removeFirst(waiter);
            return true;
        }
        Waiter next = waiter.after;
        prior.after = next;
        if (next != null) {
            next.before = prior;
        } else {
            last = prior == first ? null : prior;
        }
        waiter.before = null;
        waiter.after = null;
        waiter.leaveQueue();
        size--;
        return true;
    }

    /** Takes the first waiter out that can be served; those that can't were cancelled just now, or served by somebody else, and leave as well. */
    @Nullable
    Waiter claimFirst() {
        for (; ; ) {
            Waiter waiter = first;
            if (waiter == null) {
                return null;
            }
            removeFirst(waiter);
            if (waiter.claim()) {
                return waiter;
            }
        }
    }

    /** Removes the waiter that is {@link #first}. */
    void removeFirst(Waiter waiter) {
        Waiter next = waiter.after;
        if (next == null) {
            first = null;
        } else {
            first = next;
            next.before = null;
            waiter.after = null;
            if (last == next) {
                last = null;
            }
        }
        waiter.leaveQueue();
        size--;
    }

    /** Moves all that can be served to another queue, which nobody else knows. */
    void claimAll(WaitQueue claimed) {
        for (Waiter waiter = claimFirst(); waiter != null; waiter = claimFirst()) {
            claimed.add(waiter);
        }
    }

    /** Adds those who wait here. Who asks may be on a thread that does not own this, for which the count keeps the walk finite. */
    void addStrands(Collection<? super Strand<?>> strands) {
        int left = size;
        for (Waiter waiter = first; waiter != null && left > 0; waiter = waiter.after) {
            left--;
            waiter.addStrand(strands);
        }
    }

    /** Completes all that {@link #claimAll} took. Holding no latch. */
    void completeAll(@Nullable Object outcome) {
        while (first != null) {
            completeFirst(outcome);
        }
    }

    /** Completes the first of those that {@link #claimAll} took, if there is one. Holding no latch. */
    void completeFirst(@Nullable Object outcome) {
        Waiter waiter = first;
        if (waiter != null) {
            remove(waiter);
            waiter.complete(outcome);
        }
    }
}
