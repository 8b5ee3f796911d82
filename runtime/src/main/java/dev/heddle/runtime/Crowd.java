// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

/**
 * Notices where timers come thick and fast. A loop that waited for each of them would spend more of its processor on waking up than on what they are for; so it then waits a
 * little longer, and one wait serves many. Few are never late for that, be they as short as they will.
 */
final class Crowd {

    /** How many timers make a crowd, if they come within one lull. */
    static final int SIZE = 64;

    private int fired;
    private long lastWait;

    /** Counts a timer that has fired. */
    void fired() {
        fired++;
    }

    /**
     * Tells how long to wait.
     *
     * @param nanos how long it is until the next timer, in nanoseconds
     * @param now the time, in nanoseconds
     * @param lull how long a wait should be in a crowd, in nanoseconds; 0 if no wait may be longer than it must
     * @return nanoseconds
     */
    long waitFor(long nanos, long now, long lull) {
        boolean crowded = now - lastWait < fired * lull / SIZE;
        lastWait = now;
        fired = 0;
        return crowded ? Math.max(nanos, lull) : nanos;
    }
}
