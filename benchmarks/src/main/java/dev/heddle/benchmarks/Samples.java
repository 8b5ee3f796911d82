// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the rounds have given, one figure each. */
final class Samples {

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    double median() {
        double[] sorted = sorted();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The quotients, round by round: what disturbs the machine disturbs both. */
    Samples over(Samples others) {
        Samples ratios = new Samples();
        for (int i = 0; i < values.size(); i++) {
            ratios.add(values.get(i) / others.values.get(i));
        }
        return ratios;
    }

    /** Median, and from where to where they go. */
    String describe() {
        if (isEmpty()) {
            return "";
        }
        double[] sorted = sorted();
        String median = number(median());
        return sorted.length == 1
                ? median
                : median + " (" + number(sorted[0]) + "–" + number(sorted[sorted.length - 1]) + ")";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }

    private double[] sorted() {
        double[] sorted = values.stream().mapToDouble(each -> each).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
