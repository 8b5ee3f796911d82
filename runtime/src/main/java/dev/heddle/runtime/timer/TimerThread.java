// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.timer;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The timers of all schedulers that have no thread of their own to keep time: one daemon thread, started with the first timer. It runs nothing of the user's; a timer
 * that fires there hands its strand to the scheduler.
 */
public final class TimerThread {

    private static final TimerThread SHARED = new TimerThread();
    private static final long LONGEST = Long.MAX_VALUE / 2;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition earlier = lock.newCondition();
    private final TimerQueue timers = new TimerQueue(System.nanoTime());
    private volatile @Nullable Thread thread;

    /** Until when the thread sleeps. */
    private long wakeAt;

    private TimerThread() {}

    /**
     * Gives the one there is.
     *
     * @return the timers that all schedulers without a thread share
     */
    public static TimerThread shared() {
        return SHARED;
    }

    /**
     * Adds a timer whose deadline is a time of {@link System#nanoTime()}. From any thread.
     *
     * @param timer one that is in no queue
     */
    public void add(Timer timer) {
        lock.lock();
        try {
            timers.add(timer);
            if (thread == null) {
                start();
            } else if (timer.deadline - wakeAt < 0) {
                earlier.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void start() {
        Thread keeper = new Thread(this::keepTime, "heddle-timers");
        keeper.setDaemon(true);
        thread = keeper;
        keeper.start();
    }

    /**
     * Tells whether the calling thread is the one that fires these timers.
     *
     * @return true if so
     */
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /**
     * Removes a timer. From any thread.
     *
     * @param timer the timer
     */
    public void remove(Timer timer) {
        lock.lock();
        try {
            var unused = timers.remove(timer);
        } finally {
            lock.unlock();
        }
    }

    private void keepTime() {
        for (; ; ) {
            // Outside the lock: whoever is woken may want to set a timer.
            awaitDue().fire();
        }
    }

    private Timer awaitDue() {
        lock.lock();
        try {
            for (; ; ) {
                long now = System.nanoTime();
                Timer due = timers.pollDue(now);
                if (due != null) {
                    return due;
                }
                sleep(now, timers.nanosToNext(now));
            }
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the caller has the loop
    private void sleep(long now, long nanos) {
        // Half the clock's range at most, so that a deadline which has passed before we came here is told from one that
        // comes after we wake up: whoever set it may have been held up in between.
        long length = Math.min(nanos, LONGEST);
        wakeAt = now + length;
        try {
            var unused = earlier.awaitNanos(length);
        } catch (InterruptedException byNobodyWeKnow) {
            // The thread is ours, and goes on for all who rely on it: the caller looks again.
        }
    }
}
