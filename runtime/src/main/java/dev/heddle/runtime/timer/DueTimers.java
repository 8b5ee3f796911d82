// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.timer;

import org.jspecify.annotations.Nullable;

/** The timers of a {@link TimerQueue} that are due: in the order of deadlines and, among equal ones, of adding; with holes where some have been removed. */
final class DueTimers {

    private static final int SIZE = 64;

    /** An array that was needed for more than so many is not kept. */
    private static final int LARGE = 4_096;

    private @Nullable Timer[] timers = new Timer[SIZE];
    private int head;
    private int tail;
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    /** Adds a timer. Looks for its place from the end, where most belong. */
    void insert(Timer timer) {
        if (tail == timers.length) {
            makeRoom();
        }
        int place = tail++;
        while (place > head && !isInOrder(timers[place - 1], timer)) {
            put(timers[place - 1], place);
            place--;
        }
        put(timer, place);
        timer.chunk = null;
        count++;
    }

    private static boolean isInOrder(@Nullable Timer first, Timer second) {
        return first != null && first.deadline - second.deadline <= 0;
    }

    private void put(@Nullable Timer timer, int place) {
        timers[place] = timer;
        if (timer != null) {
            timer.place = place;
        }
    }

    /** Closes the holes, and doubles the array if it is more than half full. */
    private void makeRoom() {
        @Nullable Timer[] old = timers;
        timers = new Timer[count > old.length / 2 ? old.length * 2 : old.length];
        int end = 0;
        for (int i = head; i < tail; i++) {
            if (old[i] != null) {
                put(old[i], end++);
            }
        }
        head = 0;
        tail = end;
    }

    /** The first one; null if there is none. */
    @Nullable
    Timer first() {
        if (count == 0) {
            return null;
        }
        Timer first = timers[head];
        while (first == null) {
            first = timers[++head];
        }
        return first;
    }

    /** Takes out any of them. */
    void remove(Timer timer) {
        if (timers[timer.place] != timer) {
            throw new IllegalStateException("A timer is not where it belongs: was its queue used by two threads?");
        }
        timers[timer.place] = null;
        if (--count == 0) {
            head = 0;
            tail = 0;
            if (timers.length > LARGE) {
                timers = new Timer[SIZE];
            }
        }
    }
}
