// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.Variant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes results as a table: a row for each quantity, a column for each variant. */
public final class MarkdownTable {

    private final Results results;
    private final Set<Variant> variants = EnumSet.noneOf(Variant.class);

    /**
     * Makes one.
     *
     * @param results what it will show
     */
    public MarkdownTable(Results results) {
        this.results = results;
        results.quantities()
                .forEach(quantity -> variants.addAll(results.of(quantity).keySet()));
    }

    /**
     * Writes it.
     *
     * @return its lines
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (variants.isEmpty()) {
            return lines;
        }
        lines.add(row(
                "workload",
                "quantity",
                variants.stream().map(each -> each.letters).toList(),
                "H/L",
                "H/best peer"));
        lines.add("|---|---|" + "---:|".repeat(variants.size() + 2));
        results.quantities().forEach(quantity -> lines.add(row(quantity, results.of(quantity))));
        return lines;
    }

    private String row(Quantity quantity, Map<Variant, Samples> figures) {
        List<String> cells = variants.stream()
                .map(variant ->
                        figures.containsKey(variant) ? figures.get(variant).describe() : "")
                .toList();
        Samples heddle = figures.get(Variant.HEDDLE);
        Samples lowered = figures.get(Variant.LOWERED);
        String toLowered = heddle == null || lowered == null
                ? ""
                : ratio(heddle.over(lowered).median());
        String toBest = Comparison.of(quantity, Variant.HEDDLE, figures)
                .map(each -> ratio(each.ratio()) + " " + each.best().letters)
                .orElse("");
        return row(quantity.title(), quantity.name() + ", " + quantity.unit(), cells, toLowered, toBest);
    }

    /** What one divides by may be nothing. */
    private static String ratio(double value) {
        return Double.isFinite(value) ? Samples.number(value) : "";
    }

    private static String row(String workload, String quantity, List<String> cells, String toLowered, String toBest) {
        return "| " + workload + " | " + quantity + " | " + cells.stream().collect(Collectors.joining(" | ")) + " | "
                + toLowered + " | " + toBest + " |";
    }

    /**
     * Explains the columns.
     *
     * @return a line
     */
    public String legend() {
        return variants.stream().map(each -> each.letters + " " + each.title).collect(Collectors.joining(", "));
    }
}
