// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import dev.heddle.benchmarks.report.Yardstick;
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

    @Override
    public int rounds(int wanted) {
        return Math.min(wanted, maxRounds);
    }

    /** Programs take longer, and most repeat by themselves what was disturbed. */
    @Override
    public int tries() {
        return 2;
    }

    @Override
    public Measured measure(Variant variant, boolean once) throws IOException, InterruptedException {
        ToldFigures figures = new ToldFigures(this, variant);
        if (once) {
            scenario.run(variant, true, figures);
        } else {
            measureApart(variant, figures);
        }
        return figures.measured();
    }

    private void measureApart(Variant variant, ToldFigures figures) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA, "-XX:+UseSerialGC"));
        command.addAll(jvmArgs);
        Collections.addAll(command, Benchmarks.always());
        Collections.addAll(command, variant.jvmArgs());
        Collections.addAll(
                command, "-cp", System.getProperty("java.class.path"), Program.class.getName(), id, variant.name());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!figures.read(line)) {
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
        Variant variant = Variant.valueOf(args[1]);
        ToldFigures figures = new ToldFigures(program, variant);
        double before = Yardstick.here().slowdown();
        program.scenario().run(variant, false, figures);
        figures.print(System.out, Math.max(before, Yardstick.here().slowdown()));
        // Some peers have threads that stay.
        System.exit(0);
    }
}
