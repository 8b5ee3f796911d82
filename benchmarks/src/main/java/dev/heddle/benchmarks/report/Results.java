// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.report;

import dev.heddle.benchmarks.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All figures of a run, or of several of different workloads, with a description of the machine. They are kept as comma-separated values, and no field holds a comma. */
public final class Results {

    private static final String HEADER = "workload,title,quantity,unit,better,variant,median,least,greatest,rounds";

    private final List<String> notes = new ArrayList<>();
    private final Map<Quantity, Map<Variant, Samples>> figures = new LinkedHashMap<>();

    /** Makes empty ones. */
    public Results() {}

    /**
     * Says on what, or how, something was measured.
     *
     * @param note a line
     */
    public void note(String note) {
        notes.add(note);
    }

    /**
     * Gives the notes.
     *
     * @return the lines
     */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * Adds what a round has given.
     *
     * @param quantity what was measured
     * @param variant of whom
     * @param value the figure
     */
    public void add(Quantity quantity, Variant variant, double value) {
        figures.computeIfAbsent(quantity, ignored -> new EnumMap<>(Variant.class))
                .computeIfAbsent(variant, ignored -> new Samples())
                .add(value);
    }

    /**
     * Adds what others hold.
     *
     * @param others results, most often of one round
     */
    public void add(Results others) {
        others.figures.forEach((quantity, variants) -> variants.forEach(
                (variant, samples) -> samples.values().forEach(value -> add(quantity, variant, value))));
    }

    /**
     * Gives what was measured, in that order.
     *
     * @return the quantities
     */
    public Set<Quantity> quantities() {
        return figures.keySet();
    }

    /**
     * Gives the figures for something.
     *
     * @param quantity what was measured
     * @return the figures of each variant that was; empty if none was
     */
    public Map<Variant, Samples> of(Quantity quantity) {
        return figures.getOrDefault(quantity, Map.of());
    }

    /**
     * Takes the place of what older results say of the same workloads, and keeps the rest of them.
     *
     * @param older the older ones
     * @return both
     */
    public Results over(Results older) {
        Results all = new Results();
        all.notes.addAll(notes);
        Set<String> anew = quantities().stream().map(Quantity::workload).collect(Collectors.toSet());
        for (Quantity quantity : older.quantities()) {
            if (!anew.contains(quantity.workload())) {
                all.figures.put(quantity, older.of(quantity));
            }
        }
        all.figures.putAll(figures);
        return all;
    }

    /**
     * Writes them to a file.
     *
     * @param file the file
     * @throws IOException if that fails
     */
    public void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        notes.forEach(note -> lines.add("# " + note));
        lines.add(HEADER);
        figures.forEach((quantity, variants) ->
                variants.forEach((variant, samples) -> lines.add(line(quantity, variant, samples))));
        Files.write(file, lines);
    }

    private static String line(Quantity quantity, Variant variant, Samples samples) {
        return String.join(
                ",",
                quantity.workload(),
                quantity.title().replace(',', ';'),
                quantity.name(),
                quantity.unit(),
                quantity.more() ? "more" : "less",
                variant.name(),
                String.valueOf(samples.median()),
                String.valueOf(samples.least()),
                String.valueOf(samples.greatest()),
                samples.values().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }

    /**
     * Reads them from a file.
     *
     * @param file a file that was written by this class
     * @return what it says
     * @throws IOException if it can't be read
     */
    public static Results read(Path file) throws IOException {
        Results results = new Results();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("# ")) {
                results.note(line.substring(2));
            } else if (!line.equals(HEADER)) {
                results.addLine(line.split(",", -1));
            }
        }
        return results;
    }

    private void addLine(String[] fields) {
        Quantity quantity =
                new Quantity(fields[0], fields[1].replace(';', ','), fields[2], fields[3], fields[4].equals("more"));
        for (String round : fields[9].split(" ", -1)) {
            add(quantity, Variant.valueOf(fields[5]), Double.parseDouble(round));
        }
    }
}
