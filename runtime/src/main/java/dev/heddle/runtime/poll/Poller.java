// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.poll;

/** A loop's clock, and its wait for whatever comes from outside. One poller belongs to one loop. */
public interface Poller {

    /** A wait without end. */
    long FOREVER = Long.MAX_VALUE;

    /**
     * Tells the time. On the loop's thread.
     *
     * @return nanoseconds since an arbitrary origin; only differences mean anything
     */
    long nanoTime();

    /**
     * Waits until the time has passed, or {@link #wakeup} has been called since the last wait ended, or the thread is interrupted. It may also return for no reason. On
     * the loop's thread.
     *
     * @param nanos how long at most, in nanoseconds, greater than 0; {@link #FOREVER} for no limit
     */
    void await(long nanos);

    /** Ends the wait of the loop's thread, or the next one if it does not wait now. From any thread. */
    void wakeup();
}
