// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.timer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Timers in the order of their deadlines; among equal ones, in the order in which they were added. A heap with four children a node (half as deep as a binary one, and
 * siblings share a cache line), whose nodes know their place: adding and removing cost O(log n). For one thread.
 */
public final class TimerQueue {

    private static final int ARITY_BITS = 2;
    private static final int ARITY = 1 << ARITY_BITS;
    private static final int SMALLEST = 64;

    private @Nullable Timer[] heap = new Timer[SMALLEST];
    private int size;
    private int sequence;

    /** Makes an empty queue. */
    public TimerQueue() {}

    /**
     * Tells whether there are no timers.
     *
     * @return true if so
     */
    public boolean isEmpty() {
        return size == 0;
    }

    /**
     * Counts the timers.
     *
     * @return how many have been added, and neither fired nor removed
     */
    public int size() {
        return size;
    }

    /**
     * Adds a timer.
     *
     * @param timer one that is in no queue
     */
    public void add(Timer timer) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        timer.sequence = sequence++;
        siftUp(size++, timer);
    }

    /**
     * Removes a timer before it fires.
     *
     * @param timer the timer
     * @return false if it is not in the queue (any more)
     */
    public boolean remove(Timer timer) {
        int index = timer.index;
        if (index == Timer.NOWHERE) {
            return false;
        }
        timer.index = Timer.NOWHERE;
        Timer last = at(--size);
        heap[size] = null;
        if (last != timer) {
            siftDown(index, last);
            if (last.index == index) {
                siftUp(index, last);
            }
        }
        shrink();
        return true;
    }

    /**
     * Tells how long it is until the first timer is due.
     *
     * @param now the time, in nanoseconds
     * @return nanoseconds, 0 or less if it is due already; {@link Long#MAX_VALUE} if there are no timers
     */
    public long nanosToNext(long now) {
        return size == 0 ? Long.MAX_VALUE : at(0).deadline - now;
    }

    /**
     * Takes the first timer if it is due.
     *
     * @param now the time, in nanoseconds
     * @return the timer, for the caller to {@link #fire}; null if none is due
     */
    public @Nullable Timer pollDue(long now) {
        if (size == 0) {
            return null;
        }
        Timer first = at(0);
        if (first.deadline - now > 0) {
            return null;
        }
        var unused = remove(first);
        return first;
    }

    /**
     * Fires a timer that {@link #pollDue} gave.
     *
     * @param timer the timer
     */
    public static void fire(Timer timer) {
        timer.fire();
    }

    private Timer at(int index) {
        Timer timer = heap[index];
        if (timer == null) {
            throw new IllegalStateException(
                    "The timer queue has " + size + " timers but none at " + index + ": was it used by two threads?");
        }
        return timer;
    }

    private void put(int index, Timer timer) {
        heap[index] = timer;
        timer.index = index;
    }

    private void siftUp(int start, Timer timer) {
        int index = start;
        while (index > 0) {
            int parent = (index - 1) >> ARITY_BITS;
            if (!timer.isBefore(at(parent))) {
                break;
            }
            put(index, at(parent));
            index = parent;
        }
        put(index, timer);
    }

    private void siftDown(int start, Timer timer) {
        int index = start;
        for (; ; ) {
            int least = leastChild(index);
            if (least == size || !at(least).isBefore(timer)) {
                break;
            }
            put(index, at(least));
            index = least;
        }
        put(index, timer);
    }

    /** The child that fires first; {@code size} if there are no children. */
    private int leastChild(int parent) {
        int first = (parent << ARITY_BITS) + 1;
        if (first >= size) {
            return size;
        }
        int least = first;
        int end = Math.min(first + ARITY, size);
        for (int child = first + 1; child < end; child++) {
            if (at(child).isBefore(at(least))) {
                least = child;
            }
        }
        return least;
    }

    /** A heap that was large once need not stay so. */
    private void shrink() {
        if (heap.length > SMALLEST && size < heap.length >> 3) {
            heap = Arrays.copyOf(heap, heap.length >> 1);
        }
    }
}
