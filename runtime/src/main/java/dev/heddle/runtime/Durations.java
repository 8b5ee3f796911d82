// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import java.time.Duration;

/** Durations as the nanoseconds that timers count in. */
final class Durations {

    /** Half the range of the clock, some 146 years: deadlines further off could not be told from past ones. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    private Durations() {}

    /** The nanoseconds; 0 for what is less than that, 146 years for what is longer. */
    static long nanos(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        return duration.compareTo(LONGEST) < 0 ? duration.toNanos() : LONGEST.toNanos();
    }
}
