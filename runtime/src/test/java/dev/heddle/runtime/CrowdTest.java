// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CrowdTest {

    private static final long LULL = 500_000;

    private final Crowd crowd = new Crowd();
    private long now = Long.MAX_VALUE - 1_000;

    /** A loop waits, and when it has fired so many timers, asks how long to wait for the next one. */
    private long waitAfter(long nanos, int timers, long lull) {
        crowd.waitFor(1, now, lull);
        now += nanos;
        for (int i = 0; i < timers; i++) {
            crowd.fired();
        }
        return crowd.waitFor(5_000, now, lull);
    }

    @Test
    void theWaitAfterFewTimersIsAsLongAsItMustBe() {
        assertEquals(5_000, waitAfter(100_000, 1, LULL));
        assertEquals(5_000, waitAfter(LULL, Crowd.SIZE, LULL));
    }

    @Test
    void theWaitAfterManyTimersServesMany() {
        assertEquals(LULL, waitAfter(LULL, Crowd.SIZE + 1, LULL));
        assertEquals(LULL, waitAfter(60_000, 12, LULL));
    }

    @Test
    void manyTimersThatWereDueAtOnceMakeNoCrowdIfTheyCameAlone() {
        assertEquals(5_000, waitAfter(1_000_000_000, 10_000, LULL));
    }

    @Test
    void aWaitForATimerThatIsFarAwayIsNotCutShort() {
        crowd.waitFor(1, now, LULL);
        for (int i = 0; i < 1_000; i++) {
            crowd.fired();
        }
        assertEquals(2 * LULL, crowd.waitFor(2 * LULL, now + 1_000, LULL));
    }

    @Test
    void whatFiredBeforeTheLastWaitDoesNotCount() {
        assertEquals(LULL, waitAfter(1_000, 64, LULL));
        assertEquals(5_000, crowd.waitFor(5_000, now + 1_000, LULL));
    }

    @Test
    void aClockThatAllowsNoLullIsNeverWaitedForLonger() {
        assertEquals(5_000, waitAfter(0, 1_000_000, 0));
    }
}
