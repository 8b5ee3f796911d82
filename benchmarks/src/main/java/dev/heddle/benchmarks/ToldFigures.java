// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import dev.heddle.benchmarks.report.Quantity;
import dev.heddle.benchmarks.report.Results;
import dev.heddle.benchmarks.report.Samples;
import java.io.PrintStream;

/** What a program tells: in this process, or in another one that prints it as lines, which are read here. */
final class ToldFigures implements Figures {

    /** What a line with a figure begins with. */
    private static final String FIGURE = "figure:";

    /** What a line begins with that tells how slow the machine was. */
    private static final String SLOWDOWN = "slowdown:";

    private final Program program;
    private final Variant variant;
    private final Results results = new Results();
    private double slowdown = Double.NaN;

    ToldFigures(Program program, Variant variant) {
        this.program = program;
        this.variant = variant;
    }

    @Override
    public void slowdown(double slowdown) {
        this.slowdown = slowdown;
    }

    @Override
    public void add(String name, String unit, boolean more, double value) {
        results.add(new Quantity(program.id(), program.title(), name, unit, more), variant, value);
    }

    /** Prints all as lines; with how slow the machine was around the program, if the program itself has not told. */
    void print(PrintStream out, double around) {
        for (Quantity quantity : results.quantities()) {
            for (Samples value : results.of(quantity).values()) {
                out.println(String.join(
                        ",",
                        FIGURE,
                        quantity.name(),
                        quantity.unit(),
                        quantity.more() ? "more" : "less",
                        String.valueOf(value.median())));
            }
        }
        out.println(SLOWDOWN + "," + (Double.isNaN(slowdown) ? around : slowdown));
    }

    /** Takes what another process has printed, and tells whether that was a line of these. */
    boolean read(String line) {
        String[] fields = line.split(",", -1);
        switch (fields[0]) {
            case FIGURE -> add(fields[1], fields[2], fields[3].equals("more"), Double.parseDouble(fields[4]));
            case SLOWDOWN -> slowdown(Double.parseDouble(fields[1]));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Gives all; what was told by nobody counts as quiet. */
    Measured measured() {
        return new Measured(results, Double.isNaN(slowdown) ? 1 : slowdown);
    }
}
