// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.poll;

import java.io.IOException;

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
     * Waits until the time has passed, or a channel that is waited for is ready, or {@link #wakeup} has been called since the last wait ended, or the thread is
     * interrupted. It may also return for no reason. On the loop's thread, when nothing is ready to run.
     *
     * @param nanos how long at most, in nanoseconds, greater than 0; {@link #FOREVER} for no limit
     */
    void await(long nanos);

    /**
     * Tells how long a wait should be when so many timers are due one after another that a wait for each would take more time than they do.
     *
     * @return nanoseconds; 0 if each wait must be as long as was asked for
     */
    default long lull() {
        return 0;
    }

    /**
     * Tells whether a wait with a limit only moves the clock on.
     *
     * @return true if so
     */
    default boolean isVirtual() {
        return false;
    }

    /** Ends the wait of the loop's thread, or the next one if it does not wait now. From any thread. */
    void wakeup();

    /**
     * Looks which channels are ready, without waiting, unless it has done so just now. On the loop's thread, between two batches of what is ready to run.
     *
     * @return whether it has looked
     */
    default boolean poll() {
        return false;
    }

    /**
     * Tells whether somebody waits for a channel, so that a wait without limit may end by itself. On the loop's thread.
     *
     * @return true if so
     */
    default boolean isWatching() {
        return false;
    }

    /**
     * Begins to watch a channel. On the loop's thread.
     *
     * @param watch whom to tell, which is not watched yet
     * @throws IOException if there is no selector to be had, for want of descriptors for instance
     * @throws UnsupportedOperationException if this poller can't watch channels
     */
    default void add(ChannelWatch watch) throws IOException {
        throw new UnsupportedOperationException(
                "A loop with virtual time has no channels to wait for: run what uses the network on an ordinary event loop");
    }

    /** Lets channels that have been closed go of their descriptors now, and not when the loop next looks around. On the loop's thread. */
    default void flush() {
        // Nothing is watched.
    }

    /** Lets go of what the poller has from the operating system. On the loop's thread, as the last call; afterwards only {@link #wakeup} may still come. */
    default void close() {
        // Nothing to let go of.
    }
}
