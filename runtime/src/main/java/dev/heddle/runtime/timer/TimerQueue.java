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
 *   <li>A bucket of a few timers is not worth the trouble of going down level by level: the base moves to its end, or to the clock, and what is due by then is sorted in.
 * </ol>
 *
 * <p>The bucket of a timer follows from deadline and base, so nobody needs to remember it. Removing one is unlinking it.
 */
public final class TimerQueue {

    /** The bits of a digit. What a timer's move costs is a look at memory that is in no cache: fewer digits make fewer of them. */
    private static final int DIGIT = 8;

    private static final int SLOTS = 1 << DIGIT;
    private static final int LEVELS = Long.SIZE / DIGIT;

    /** Buckets whose emptiness is told by the bits of one word. */
    private static final int GROUP = 6;

    /** Up to so many timers of a bucket are sorted by insertion, and searched for the first one. */
    private static final int FEW = 16;

    /** The first timers of the buckets, level by level. */
    private final @Nullable Timer[] buckets = new Timer[LEVELS * SLOTS];

    /** A bit for each bucket that is not empty. */
    private final long[] filled = new long[(LEVELS * SLOTS) >> GROUP];

    /** A bit for each word of {@link #filled} that is not 0: there are 32 of them. */
    private int groups;

    private @Nullable Timer due;
    private final long origin;
    private long base;
    private int size;

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
            due = TimerList.insert(due, timer);
            return;
        }
        int bucket = bucketOf(time);
        buckets[bucket] = TimerList.append(buckets[bucket], timer);
        filled[bucket >> GROUP] |= 1L << bucket;
        groups |= 1 << (bucket >> GROUP);
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
        if (timer.previous == null) {
            return false;
        }
        size--;
        long time = timer.deadline - origin;
        if (time <= base) {
            due = TimerList.remove(first(due), timer);
            return true;
        }
        int bucket = bucketOf(time);
        Timer rest = TimerList.remove(first(buckets[bucket]), timer);
        buckets[bucket] = rest;
        if (rest == null) {
            clear(bucket);
        }
        return true;
    }

    private static Timer first(@Nullable Timer timer) {
        if (timer == null) {
            throw new IllegalStateException("A timer is not where it belongs: was its queue used by two threads?");
        }
        return timer;
    }

    private void clear(int bucket) {
        buckets[bucket] = null;
        int group = bucket >> GROUP;
        filled[group] &= ~(1L << bucket);
        if (filled[group] == 0) {
            groups &= ~(1 << group);
        }
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
        if (due != null) {
            return due.deadline - now;
        }
        int bucket = firstBucket();
        Timer first = first(buckets[bucket]);
        if (TimerList.isLonger(first, FEW)) {
            return startOf(bucket) + origin - now;
        }
        long least = Long.MAX_VALUE;
        for (Timer timer = first; timer != null; timer = timer.next) {
            least = Math.min(least, timer.deadline - now);
        }
        return least;
    }

    /** The bucket whose timers come first, if any is not empty. */
    private int firstBucket() {
        int group = Integer.numberOfTrailingZeros(groups);
        return (group << GROUP) + Long.numberOfTrailingZeros(filled[group]);
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
        if (due == null) {
            advance(now - origin);
        }
        Timer first = due;
        if (first == null || first.deadline - now > 0) {
            return null;
        }
        due = TimerList.remove(first, first);
        size--;
        return first;
    }

    /** Goes through the buckets up to a time until one gives something that is due. */
    private void advance(long time) {
        while (groups != 0 && due == null) {
            int bucket = firstBucket();
            long start = startOf(bucket);
            if (start > time) {
                return;
            }
            Timer first = first(buckets[bucket]);
            clear(bucket);
            long end = start | ((1L << ((bucket >> DIGIT) * DIGIT)) - 1);
            base = TimerList.isLonger(first, FEW) ? start : Math.min(end, time);
            for (Timer timer = first; timer != null; ) {
                Timer next = timer.next;
                place(timer);
                timer = next;
            }
        }
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
