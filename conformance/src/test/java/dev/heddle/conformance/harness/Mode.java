// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

/** When the awaits of a run have their values, and who brings them. */
public enum Mode {
    /** At once. */
    READY,
    /** Later, on the loop that runs the case. */
    LOOP,
    /** Later, on another thread. */
    THREAD,
    /** At once, later, at once, … */
    EVEN,
    /** Later, at once, later, … */
    ODD;

    boolean isReady(int await) {
        return switch (this) {
            case READY -> true;
            case LOOP, THREAD -> false;
            case EVEN -> await % 2 == 0;
            case ODD -> await % 2 == 1;
        };
    }
}
