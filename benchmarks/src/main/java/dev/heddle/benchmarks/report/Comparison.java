// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.Variant;
import java.util.Map;
import java.util.Optional;

/** Heddle's figures for something beside the best peer's. */
record Comparison(Quantity quantity, Variant best, Samples heddle, Samples peer) {

    /** Compares, if there are both. */
    static Optional<Comparison> of(Quantity quantity, Map<Variant, Samples> figures) {
        Samples heddle = figures.get(Variant.HEDDLE);
        if (heddle == null) {
            return Optional.empty();
        }
        return figures.entrySet().stream()
                .filter(each -> each.getKey().isPeer())
                .min((one, other) -> {
                    int order = Double.compare(
                            one.getValue().median(), other.getValue().median());
                    return quantity.more() ? -order : order;
                })
                .map(best -> new Comparison(quantity, best.getKey(), heddle, best.getValue()));
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
