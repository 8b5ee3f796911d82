// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.Variant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Heddle's figures for something beside the best peer's: on one thread, or both on a pool. */
record Comparison(Quantity quantity, Variant ours, Variant best, Samples heddle, Samples peer) {

    /** What is compared, where there is such a figure. */
    static final List<Variant> OURS = List.of(Variant.HEDDLE, Variant.HEDDLE_MANY);

    /** Compares one of ours, if there are both. */
    static Optional<Comparison> of(Quantity quantity, Variant ours, Map<Variant, Samples> figures) {
        Samples heddle = figures.get(ours);
        if (heddle == null) {
            return Optional.empty();
        }
        return figures.entrySet().stream()
                .filter(each -> each.getKey().isPeer() && each.getKey().isPooled() == ours.isPooled())
                .min((one, other) -> {
                    int order = Double.compare(
                            one.getValue().median(), other.getValue().median());
                    return quantity.more() ? -order : order;
                })
                .map(best -> new Comparison(quantity, ours, best.getKey(), heddle, best.getValue()));
    }

    /** What the figures are of. */
    String title() {
        return title(quantity, ours);
    }

    /** What figures of ours are of. */
    static String title(Quantity quantity, Variant ours) {
        return quantity.title() + (ours.isPooled() ? ", on a pool of threads" : "");
    }

    /** Heddle's over the peer's, round by round. */
    double ratio() {
        return heddle.over(peer).median();
    }

    /** Whether the peer is ahead, by more than noise: two hundredths. Nobody is ahead of zero, nor of what rounds to it. */
    boolean isLost() {
        if (heddle.median() < 0.005 && peer.median() < 0.005) {
            return false;
        }
        double ratio = ratio();
        return quantity.more() ? ratio < 0.98 : ratio > 1.02;
    }
}
