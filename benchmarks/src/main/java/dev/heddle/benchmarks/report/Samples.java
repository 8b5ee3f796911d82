// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.report.QuietTimes.Moment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What the rounds have given, one figure each. */
public final class Samples {

    private final List<Double> values = new ArrayList<>();

    /** Makes an empty list. */
    public Samples() {}

    /**
     * Takes a figure of each measurement.
     *
     * @param moments what was measured, and when
     * @param figure gives the figure
     * @param <T> what a measurement gives
     * @return as many
     */
    public static <T> Samples of(List<Moment<T>> moments, ToDoubleFunction<T> figure) {
        Samples samples = new Samples();
        moments.forEach(moment -> samples.add(figure.applyAsDouble(moment.result())));
        return samples;
    }

    /**
     * Adds a figure.
     *
     * @param value the figure
     */
    public void add(double value) {
        values.add(value);
    }

    /**
     * Tells whether there are none.
     *
     * @return true before the first
     */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * Gives the one in the middle, or the mean of the two there.
     *
     * @return the median
     */
    public double median() {
        double[] sorted = sorted();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * Gives the mean.
     *
     * @return not a number if there are none
     */
    public double mean() {
        return values.stream().mapToDouble(each -> each).average().orElse(Double.NaN);
    }

    /**
     * Gives the quotients, round by round: what disturbs the machine disturbs both.
     *
     * @param others what to divide by
     * @return as many as both have
     */
    public Samples over(Samples others) {
        Samples ratios = new Samples();
        for (int i = 0; i < Math.min(values.size(), others.values.size()); i++) {
            ratios.add(values.get(i) / others.values.get(i));
        }
        return ratios;
    }

    /**
     * Gives the median, and from where to where they go.
     *
     * @return empty if there are none
     */
    public String describe() {
        if (isEmpty()) {
            return "";
        }
        double[] sorted = sorted();
        String median = number(median());
        return sorted.length == 1
                ? median
                : median + " (" + number(sorted[0]) + "–" + number(sorted[sorted.length - 1]) + ")";
    }

    /**
     * Writes a number with three digits or so.
     *
     * @param value the number
     * @return the text
     */
    public static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
    }

    /** All, in the order of the rounds. */
    List<Double> values() {
        return List.copyOf(values);
    }

    double least() {
        return sorted()[0];
    }

    double greatest() {
        return sorted()[values.size() - 1];
    }

    private double[] sorted() {
        double[] sorted = values.stream().mapToDouble(each -> each).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
