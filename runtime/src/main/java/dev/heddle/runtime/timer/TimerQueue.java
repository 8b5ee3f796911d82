// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.timer;

import org.jspecify.annotations.Nullable;

/**
 * Timers in the order of their deadlines; among equal ones, in the order in which they were added. Adding and removing take constant time, and so does, on average over
 * the timer's life, firing it. For one thread.
 *
 * <p>It is a radix heap (Ahuja, Mehlhorn, Orlin, Tarjan: <i>Faster algorithms for the shortest path problem</i>, 1990), with digits of eight bits as a hierarchical timing
 * wheel has them (Varghese, Lauck: <i>Hashed and hierarchical timing wheels</i>, 1987), but down to the nanosecond, so that it is exact:
 *
 * <ol>
 *   <li>Times are counted from the making of the queue. {@link #base} is the time up to which everything has been looked at. It never goes back, and never passes the
 *       caller's clock.
 *   <li>A timer that is due at the base or before is in the list {@link #due}, which is sorted.
 *   <li>Any other is in a bucket. The level of the bucket is the highest digit in which deadline and base differ, and the slot is the deadline's digit there. So all
 *       timers of a bucket come before those of a bucket in a higher slot of the same level, or of a higher level; and equal deadlines are in one list at all times.
 *   <li>When the clock reaches the first time that the first bucket can hold, the base moves there, and the bucket's timers are put where they belong now: always further
 *       down, in the order in which they stood, into buckets that are empty. Thus nothing needs a number to stay first come, first served. A timer moves at most
 *       once for each digit of its delay, and once for a carry: five times for a second.
 *   <li>A bucket of a few timers, one {@link TimerChunk}, is not worth the trouble of going down level by level: the base moves to its end, or to the clock, and what is due by then is sorted in.
 * </ol>
 *
 * <p>A timer knows its place, so that removing it is a few writes. A million timers are in no cache, so what counts is how often the processor has to wait for one: buckets
 * are arrays, from which it can fetch several at a time, and those that are soon due are read ahead together with what they wake.
 */
public final class TimerQueue {

    /** The bits of a digit. What a timer's move costs is a look at memory that is in no cache: fewer digits make fewer of them. */
    private static final int DIGIT = 8;

    private static final int SLOTS = 1 << DIGIT;
    private static final int LEVELS = Long.SIZE / DIGIT;

    /** The buckets of this level and of those below it are as short as 65 microseconds: what moves out of them is read ahead. */
    private static final int SOON = 2;

    /** The buckets, level by level. */
    private final TimerBuckets buckets = new TimerBuckets(LEVELS * SLOTS);

    private final DueTimers due = new DueTimers();
    private final long origin;
    private long base;
    private int size;

    /** Nobody asks for it; see {@link Timer#touch}. */
    private int unusedSum;

    /**
     * Makes an empty queue.
     *
     * @param now the time, in nanoseconds of the clock that the deadlines go by; not later than any time that the queue will be told
     */
    public TimerQueue(long now) {
        origin = now;
    }

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
        size++;
        place(timer);
    }

    private void place(Timer timer) {
        long time = timer.deadline - origin;
        if (time <= base) {
            due.insert(timer);
        } else {
            buckets.append(bucketOf(time), timer);
        }
    }

    /** The bucket for a time after the base. */
    private int bucketOf(long time) {
        int level = (Long.SIZE - 1 - Long.numberOfLeadingZeros(time ^ base)) / DIGIT;
        return (level << DIGIT) + ((int) (time >>> (level * DIGIT)) & (SLOTS - 1));
    }

    /**
     * Removes a timer before it fires.
     *
     * @param timer the timer
     * @return false if it is not in the queue (any more)
     */
    public boolean remove(Timer timer) {
        if (timer.place < 0) {
            return false;
        }
        size--;
        TimerChunk chunk = timer.chunk;
        if (chunk == null) {
            due.remove(timer);
        } else {
            buckets.remove(chunk, timer);
            timer.chunk = null;
        }
        timer.place = -1;
        return true;
    }

    /**
     * Tells how long nothing will be due. That is exact for a few timers; among many close to each other it may be less, and asking again then tells more.
     *
     * @param now the time, in nanoseconds
     * @return nanoseconds, at most until the first timer is due; 0 or less if {@link #pollDue} has something to do; {@link Long#MAX_VALUE} if there are no timers
     */
    public long nanosToNext(long now) {
        if (size == 0) {
            return Long.MAX_VALUE;
        }
        Timer first = due.first();
        if (first != null) {
            return first.deadline - now;
        }
        int bucket = buckets.firstNumber();
        TimerChunk chunk = buckets.first(bucket);
        if (chunk.next != null) {
            return startOf(bucket) + origin - now;
        }
        long least = Long.MAX_VALUE;
        for (int i = 0; i < chunk.end; i++) {
            Timer timer = chunk.timers[i];
            if (timer != null) {
                least = Math.min(least, timer.deadline - now);
            }
        }
        return least;
    }

    /** The first time that a bucket can hold: the base's digits above its level, its slot, and zeros. */
    private long startOf(int bucket) {
        int shift = (bucket >> DIGIT) * DIGIT;
        // In two steps: by the highest level's width at once, nothing would be shifted.
        long above = base >>> shift >>> DIGIT << DIGIT << shift;
        return above | ((long) (bucket & (SLOTS - 1)) << shift);
    }

    /**
     * Takes the first timer if it is due.
     *
     * @param now the time, in nanoseconds; not earlier than before
     * @return the timer, for the caller to {@link #fire}; null if none is due
     */
    public @Nullable Timer pollDue(long now) {
        if (due.isEmpty()) {
            advance(now - origin);
        }
        Timer first = due.first();
        if (first == null || first.deadline - now > 0) {
            return null;
        }
        due.remove(first);
        first.place = -1;
        size--;
        return first;
    }

    /** Goes through the buckets up to a time until one gives something that is due. */
    private void advance(long time) {
        while (due.isEmpty() && !buckets.isEmpty()) {
            int bucket = buckets.firstNumber();
            long start = startOf(bucket);
            if (start > time) {
                return;
            }
            TimerChunk first = buckets.take(bucket);
            int level = bucket >> DIGIT;
            long end = start | ((1L << (level * DIGIT)) - 1);
            base = first.next != null ? start : Math.min(end, time);
            for (TimerChunk chunk = first; chunk != null; ) {
                TimerChunk next = chunk.next;
                if (level <= SOON) {
                    unusedSum += chunk.touch();
                }
                empty(chunk);
                chunk = next;
            }
        }
    }

    /** Puts the timers of a chunk where they belong now. */
    private void empty(TimerChunk chunk) {
        for (int i = 0; i < chunk.end; i++) {
            Timer timer = chunk.timers[i];
            if (timer != null) {
                chunk.timers[i] = null;
                place(timer);
            }
        }
        buckets.giveBack(chunk);
    }

    /**
     * Fires a timer that {@link #pollDue} gave.
     *
     * @param timer the timer
     */
    public static void fire(Timer timer) {
        timer.fire();
    }
}
