// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

/** Takes what a scenario has measured. */
public interface Figures {

    /**
     * Takes a figure of which less is better.
     *
     * @param name what was measured
     * @param unit in which unit
     * @param value the figure
     */
    default void less(String name, String unit, double value) {
        add(name, unit, false, value);
    }

    /**
     * Takes a figure of which more is better.
     *
     * @param name what was measured
     * @param unit in which unit
     * @param value the figure
     */
    default void more(String name, String unit, double value) {
        add(name, unit, true, value);
    }

    /**
     * Takes how slow the machine was meanwhile, from a scenario that looks at that by itself, and repeats what was disturbed. Whoever runs one that doesn't looks before and after.
     *
     * @param slowdown 1 if it was as fast as it can be
     */
    void slowdown(double slowdown);

    /**
     * Takes a figure.
     *
     * @param name what was measured
     * @param unit in which unit
     * @param more whether more is better
     * @param value the figure
     */
    void add(String name, String unit, boolean more, double value);
}
