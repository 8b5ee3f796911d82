// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import org.jspecify.annotations.Nullable;

/**
 * Numbers of bytes as objects. The JDK keeps those up to 127; here those of usual messages are kept as well, made when they first occur, so that reading leaves no garbage.
 * Two threads may make the same one, which does no harm.
 */
final class Counts {

    private static final @Nullable Integer[] KEPT = new Integer[16 * 1024 + 1];

    private Counts() {}

    static Integer box(int count) {
        if (count < 128 || count >= KEPT.length) {
            return count;
        }
        Integer kept = KEPT[count];
        if (kept == null) {
            kept = count;
            KEPT[count] = kept;
        }
        return kept;
    }
}
