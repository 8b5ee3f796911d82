// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The page of the documentation. Its text is written by hand, but for what stands between the lines {@code <!-- figures: a b -->} or {@code <!-- losses -->} and the next {@code <!-- end -->}: that is made
 * from the results, so that the page says nothing that was not measured.
 */
public final class Page {

    private static final String FIGURES = "<!-- figures: ";
    private static final String LOSSES = "<!-- losses -->";
    private static final String CONDITIONS = "<!-- conditions -->";
    private static final String CLOSING = " -->";
    private static final String END = "<!-- end -->";

    private final Map<Integer, Results> results;

    /**
     * Makes one.
     *
     * @param results those of each JDK, by its number
     */
    public Page(Map<Integer, Results> results) {
        this.results = new TreeMap<>(results);
    }

    /**
     * Reads the results of the JDKs that there are some of.
     *
     * @param folder where the folders of all are
     * @return the page that tells of them
     * @throws IOException if they can't be read
     */
    public static Page of(Path folder) throws IOException {
        Map<Integer, Results> results = new TreeMap<>();
        for (int feature = 17; feature <= 30; feature++) {
            Results read = ResultsFolder.of(folder, feature).read();
            if (!read.quantities().isEmpty()) {
                results.put(feature, read);
            }
        }
        return new Page(results);
    }

    /**
     * Puts the figures in.
     *
     * @param lines the page, with figures of old or without
     * @return the page with these figures
     */
    public List<String> refreshed(List<String> lines) {
        List<String> page = new ArrayList<>();
        boolean old = false;
        for (String line : lines) {
            old &= !line.equals(END);
            if (!old) {
                page.add(line);
            }
            if (line.startsWith(FIGURES) || line.equals(LOSSES) || line.equals(CONDITIONS)) {
                page.add("");
                page.addAll(block(line));
                page.add("");
                old = true;
            }
        }
        return page;
    }

    private List<String> block(String mark) {
        if (results.isEmpty()) {
            return List.of("No figures have been kept yet.");
        }
        if (mark.equals(LOSSES)) {
            return losses();
        }
        if (mark.equals(CONDITIONS)) {
            return conditions();
        }
        List<String> workloads = List.of(mark.substring(FIGURES.length(), mark.length() - CLOSING.length())
                .split(" ", -1));
        return figures(workloads);
    }

    private List<String> conditions() {
        List<String> lines = new ArrayList<>();
        results.forEach((feature, each) -> each.notes().forEach(note -> lines.add("- " + note)));
        return lines;
    }

    private List<String> figures(List<String> workloads) {
        List<String> lines = new ArrayList<>(charts(workloads));
        lines.add("");
        lines.add("| JDK | workload | quantity | Heddle | by hand | best peer | Heddle / best peer |");
        lines.add("|---|---|---|---:|---:|---:|---:|");
        results.forEach((feature, each) -> each.quantities().stream()
                .filter(quantity -> workloads.contains(quantity.workload()))
                .forEach(quantity -> Comparison.OURS.stream()
                        .filter(each.of(quantity)::containsKey)
                        .forEach(ours -> lines.add(row(feature, quantity, ours, each.of(quantity))))));
        return lines;
    }

    /** Of the newest JDK. */
    private List<String> charts(List<String> workloads) {
        int newest = new TreeMap<>(results).lastKey();
        Results figures = new TreeMap<>(results).lastEntry().getValue();
        return figures.quantities().stream()
                .filter(quantity -> workloads.contains(quantity.workload()))
                .filter(quantity -> figures.of(quantity).size() > 1)
                .map(quantity -> "![" + quantity.title() + ": " + quantity.name() + "](../benchmarks/results/jdk-"
                        + newest + "/" + quantity.fileName() + ".svg)")
                .toList();
    }

    private static String row(int feature, Quantity quantity, Variant ours, Map<Variant, Samples> figures) {
        Samples lowered = ours == Variant.HEDDLE ? figures.get(Variant.LOWERED) : null;
        Optional<Comparison> comparison = Comparison.of(quantity, ours, figures);
        Samples heddle = figures.getOrDefault(ours, new Samples());
        return "| " + feature + " | " + Comparison.title(quantity, ours) + " | " + quantity.name() + ", "
                + quantity.unit() + " | "
                + heddle.describe() + " | " + (lowered == null ? "" : lowered.describe()) + " | "
                + comparison
                        .map(each -> each.peer().describe() + " " + each.best().title)
                        .orElse("") + " | "
                + comparison
                        .map(Comparison::ratio)
                        .filter(Double::isFinite)
                        .map(Samples::number)
                        .orElse("") + " |";
    }

    private List<String> losses() {
        List<String> lines = new ArrayList<>();
        results.forEach((feature, each) -> each.quantities()
                .forEach(quantity -> Comparison.OURS.stream()
                        .flatMap(ours -> Comparison.of(quantity, ours, each.of(quantity)).stream())
                        .filter(Comparison::isLost)
                        .forEach(lost -> lines.add(loss(feature, lost)))));
        return lines.isEmpty() ? List.of("Nowhere, in these results.") : lines;
    }

    private static String loss(int feature, Comparison lost) {
        Quantity quantity = lost.quantity();
        return "- " + lost.title() + ", JDK " + feature + ": " + quantity.name() + " "
                + Samples.number(lost.heddle().median()) + " " + quantity.unit() + ", with " + lost.best().title + " "
                + Samples.number(lost.peer().median()) + " " + quantity.unit();
    }
}
