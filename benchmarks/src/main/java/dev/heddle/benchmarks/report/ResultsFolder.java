// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folder of a JDK's results: {@code results.csv}, a table of the same, and a chart for each quantity. */
public record ResultsFolder(Path path) {

    /**
     * Gives the folder of a JDK.
     *
     * @param all where the folders of all JDKs are
     * @param feature the JDK's number
     * @return the folder, which need not exist
     */
    public static ResultsFolder of(Path all, int feature) {
        return new ResultsFolder(all.resolve("jdk-" + feature));
    }

    private Path csv() {
        return path.resolve("results.csv");
    }

    /**
     * Reads the results.
     *
     * @return none if there are none yet
     * @throws IOException if they can't be read
     */
    public Results read() throws IOException {
        return Files.exists(csv()) ? Results.read(csv()) : new Results();
    }

    /**
     * Writes results, in all forms.
     *
     * @param results the results
     * @throws IOException if that fails
     */
    public void write(Results results) throws IOException {
        Files.createDirectories(path);
        results.write(csv());
        List<String> lines = new ArrayList<>(List.of("# Results", ""));
        results.notes().forEach(note -> lines.addAll(List.of(note, "")));
        MarkdownTable table = new MarkdownTable(results);
        lines.addAll(List.of(table.legend(), ""));
        lines.addAll(table.lines());
        Files.write(path.resolve("results.md"), lines);
        for (Quantity quantity : results.quantities()) {
            Files.write(path.resolve(quantity.fileName() + ".svg"), new Chart(quantity, results.of(quantity)).lines());
        }
    }
}
