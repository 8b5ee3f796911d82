// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.benchmarks.report.QuietTimes.Moment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is measured in quiet times counts. */
class QuietTimesTest {

    private int measured;

    private List<Moment<Integer>> measure(int wanted, Double... slowdowns) throws Exception {
        Deque<Double> looks = new ArrayDeque<>(List.of(slowdowns));
        return new QuietTimes(looks::removeFirst).measure(wanted, () -> ++measured);
    }

    @Test
    void quietResultsAreEnough() throws Exception {
        assertEquals(List.of(1, 2), Moment.results(measure(2, 1.0, 1.0, 1.0)));
    }

    @Test
    void whatIsDisturbedBeforeOrAfterIsMeasuredAgain() throws Exception {
        assertEquals(List.of(1, 4), Moment.results(measure(2, 1.0, 1.0, 1.9, 1.0, 1.0)));
    }

    @Test
    void leastDisturbedServeWhenItIsNeverQuiet() throws Exception {
        List<Moment<Integer>> moments = measure(1, 2.0, 1.4, 1.3, 1.9);
        assertEquals(List.of(2), Moment.results(moments));
        assertEquals(3, measured);
        assertEquals(1.4, Moment.slowest(moments));
    }

    @Test
    void yardstickTellsHowMuchSlowerThanItsBestTheMachineIs() throws Exception {
        assertTrue(Yardstick.here().slowdown() >= 1);
        assertTrue(Yardstick.here().option().matches("-Dheddle\\.benchmarks\\.yardstick=\\d+"));
    }
}
