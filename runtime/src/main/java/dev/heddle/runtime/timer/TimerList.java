// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.timer;

import org.jspecify.annotations.Nullable;

/**
 * Lists of timers that are linked by the timers themselves, so that a timer leaves its list in a few writes and a list is no object: who keeps one keeps its first timer.
 *
 * <pre>
 *   first --next--> timer --next--> last --next--> null
 *     |
 *     +--previous--> last                          (and previous of the others: the one in front)
 * </pre>
 */
final class TimerList {

    private TimerList() {}

    /** Adds a timer at the end, and gives the first one. */
    static Timer append(@Nullable Timer first, Timer timer) {
        timer.next = null;
        if (first == null) {
            timer.previous = timer;
            return timer;
        }
        Timer last = last(first);
        last.next = timer;
        timer.previous = last;
        first.previous = timer;
        return first;
    }

    /** Adds a timer to a list in the order of deadlines, behind those of the same one, and gives the first one. Looks from the end, where most belong. */
    static Timer insert(@Nullable Timer first, Timer timer) {
        if (first == null || last(first).deadline - timer.deadline <= 0) {
            return append(first, timer);
        }
        Timer behind = last(first);
        while (behind != first && last(behind).deadline - timer.deadline > 0) {
            behind = last(behind);
        }
        timer.next = behind;
        timer.previous = behind.previous;
        behind.previous = timer;
        if (behind == first) {
            return timer;
        }
        last(timer).next = timer;
        return first;
    }

    /** Takes a timer out, and gives the first one of the rest, or null. */
    static @Nullable Timer remove(Timer first, Timer timer) {
        Timer next = timer.next;
        Timer before = last(timer);
        timer.next = null;
        timer.previous = null;
        if (next != null) {
            next.previous = before;
        } else if (timer != first) {
            first.previous = before;
        }
        if (timer == first) {
            return next;
        }
        before.next = next;
        return first;
    }

    /** Tells whether there are more timers than that. */
    static boolean isLonger(Timer first, int count) {
        Timer timer = first;
        for (int i = 0; i < count && timer != null; i++) {
            timer = timer.next;
        }
        return timer != null;
    }

    /** The last timer of the list that this one is the first of; for another one, the one in front of it. */
    private static Timer last(Timer timer) {
        Timer previous = timer.previous;
        if (previous == null) {
            throw new IllegalStateException(
                    "A timer is gone from the middle of a list: was its queue used by two threads?");
        }
        return previous;
    }
}
