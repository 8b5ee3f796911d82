// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import dev.heddle.benchmarks.report.Quantity;
import dev.heddle.benchmarks.report.Results;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A scenario that needs a process of its own.
 *
 * @param id a short name
 * @param title what is done
 * @param group the package that it is in
 * @param maxRounds how many rounds are enough
 * @param jvmArgs what the JVM is told
 * @param variants who does it
 * @param scenario what is done
 */
record Program(
        String id,
        String title,
        String group,
        int maxRounds,
        List<String> jvmArgs,
        Set<Variant> variants,
        Scenario scenario)
        implements Case {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** What a line with a figure begins with. */
    private static final String MARK = "figure:";

    @Override
    public int rounds(int wanted) {
        return Math.min(wanted, maxRounds);
    }

    @Override
    public Results measure(Variant variant, boolean once) throws IOException, InterruptedException {
        Results results = new Results();
        if (once) {
            scenario.run(variant, true, (name, unit, more, value) -> add(results, variant, name, unit, more, value));
        } else {
            measureApart(variant, results);
        }
        return results;
    }

    private void add(Results results, Variant variant, String name, String unit, boolean more, double value) {
        results.add(new Quantity(id, title, name, unit, more), variant, value);
    }

    private void measureApart(Variant variant, Results results) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA, "-XX:+UseSerialGC"));
        command.addAll(jvmArgs);
        Collections.addAll(command, Benchmarks.quiet());
        Collections.addAll(command, variant.jvmArgs());
        Collections.addAll(
                command, "-cp", System.getProperty("java.class.path"), Program.class.getName(), id, variant.name());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(",", -1);
                if (fields[0].equals(MARK)) {
                    add(
                            results,
                            variant,
                            fields[1],
                            fields[2],
                            fields[3].equals("more"),
                            Double.parseDouble(fields[4]));
                } else {
                    System.err.println(line);
                }
            }
        }
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(id + " of " + variant + " failed with status " + status);
        }
    }

    /**
     * Runs a program in this process.
     *
     * @param args its short name, and the variant
     * @throws Exception if it fails
     */
    public static void main(String[] args) throws Exception {
        Program program = Programs.all().stream()
                .filter(each -> each.id().equals(args[0]))
                .findFirst()
                .orElseThrow();
        program.scenario()
                .run(
                        Variant.valueOf(args[1]),
                        false,
                        (name, unit, more, value) -> System.out.println(
                                String.join(",", MARK, name, unit, more ? "more" : "less", String.valueOf(value))));
        // Some peers have threads that stay.
        System.exit(0);
    }
}
