// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import dev.heddle.benchmarks.report.Disturbance;
import dev.heddle.benchmarks.report.MarkdownTable;
import dev.heddle.benchmarks.report.Page;
import dev.heddle.benchmarks.report.QuietTimes;
import dev.heddle.benchmarks.report.QuietTimes.Moment;
import dev.heddle.benchmarks.report.Results;
import dev.heddle.benchmarks.report.ResultsFolder;
import dev.heddle.benchmarks.report.Yardstick;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs the benchmarks and reports on them. Variants of a workload are run in turn, a process each, several rounds: the ratios are taken round by round, so that other
 * work on the machine does less harm; and what others have disturbed all the same is run again. {@code -Dheddle.benchmarks.short} runs each once, for the sake of running;
 * {@code -Dheddle.benchmarks.rounds} sets the rounds; {@code -Dheddle.benchmarks.results} says in which folder to keep the results; the arguments pick workloads by their
 * names, by their packages, or by parts of their titles.
 */
public final class Report {

    private static final int ROUNDS = Integer.getInteger("heddle.benchmarks.rounds", 3);
    private static final boolean SHORT = System.getProperty("heddle.benchmarks.short") != null;

    /** How long the best is looked for, in milliseconds. */
    private static final long CALIBRATION = 5_000;

    private static final Path PAGE = Path.of("docs", "performance.md");

    private final Results results = new Results();
    private final boolean once;
    private final List<Case> cases;
    private final Path folder;
    private final Results older;
    private final List<String> failures = new ArrayList<>();
    private int runs;
    private int repeated;
    private int disturbed;

    private Report(boolean once, List<Case> cases, Path folder) throws IOException {
        this.once = once;
        this.cases = cases;
        this.folder = folder;
        this.older = files(folder).read();
    }

    /**
     * Runs, prints, and writes results.
     *
     * @param args names, packages or parts of titles of workloads; none for all
     * @throws Exception if a benchmark fails, or a file can't be written
     */
    public static void main(String[] args) throws Exception {
        List<Case> cases = cases(List.of(args));
        Report report = new Report(SHORT, cases, folder());
        report.measure(SHORT ? 1 : ROUNDS);
        report.finish();
        if (!report.failures.isEmpty()) {
            throw new IllegalStateException(String.join(System.lineSeparator(), report.failures));
        }
    }

    /** Where to keep results; in the repository, if we are there. */
    private static Path folder() {
        Path repository = Path.of("benchmarks");
        return Path.of(System.getProperty(
                "heddle.benchmarks.results",
                (Files.isDirectory(repository) ? repository.resolve("results") : Path.of("results")).toString()));
    }

    /** All cases, or those that are wanted. */
    static List<Case> cases(List<String> wanted) {
        List<Case> cases = new ArrayList<>(Workload.all());
        cases.addAll(Programs.all());
        cases.removeIf(each -> !wanted.isEmpty()
                && wanted.stream()
                        .noneMatch(part -> each.title().contains(part)
                                || each.id().equals(part)
                                || each.group().equals(part)));
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("No workload is called so: " + wanted);
        }
        return cases;
    }

    private void measure(int rounds) throws Exception {
        if (!Virtual.exist()) {
            System.err.println("JDK " + Runtime.version() + " has no virtual threads: they are left out");
        }
        if (!once) {
            Yardstick.here().calibrate(CALIBRATION);
        }
        for (int round = 1; round <= rounds; round++) {
            for (Case each : cases) {
                if (round <= each.rounds(rounds)) {
                    System.err.println("Round " + round + ": " + each.title());
                    measure(each);
                    keep(false);
                }
            }
        }
    }

    private void measure(Case each) throws Exception {
        for (Variant variant : each.variants()) {
            if (variant.isPossible()) {
                measure(each, variant);
            }
        }
    }

    /** What fails is told in the end, when the rest has been kept: a run takes long. */
    private void measure(Case each, Variant variant) throws InterruptedException {
        try {
            results.add(once ? each.measure(variant, true).results() : undisturbed(each, variant));
            runs++;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            failures.add(each.id() + " of " + variant.title + ": " + e);
        }
    }

    /** Measures until nobody disturbs; or takes the least disturbed. */
    private Results undisturbed(Case each, Variant variant) throws Exception {
        List<Moment<Results>> moments = new ArrayList<>();
        for (int i = 1; i <= each.tries(); i++) {
            // So that what is known of the best becomes better, and each process is told.
            var unused = Yardstick.here().slowdown();
            Disturbance disturbance = Disturbance.watch();
            Measured measured = each.measure(variant, false);
            boolean alone = !disturbance.isTooMuch();
            if (alone && Yardstick.isQuiet(measured.slowdown())) {
                repeated += i - 1;
                return measured.results();
            }
            moments.add(new Moment<>(measured.results(), alone ? measured.slowdown() : Double.MAX_VALUE));
        }
        repeated += each.tries() - 1;
        disturbed++;
        return QuietTimes.quiet(1, moments).get(0).result();
    }

    /** Puts the figures into the documentation, if these are the results that it shows. */
    private static void refresh(Path folder) throws IOException {
        if (folder.equals(Path.of("benchmarks", "results")) && Files.exists(PAGE)) {
            Files.write(PAGE, Page.of(folder).refreshed(Files.readAllLines(PAGE)));
        }
    }

    private static String measured(List<Case> cases) {
        return cases.size() == cases(List.of()).size()
                ? "all workloads"
                : cases.stream().map(Case::id).collect(Collectors.joining(" and "));
    }

    /** A run takes long, so what there is is kept all along: who ends it early has what was measured until then. */
    private void keep(boolean all) throws IOException {
        if (!once) {
            Results kept = new Results();
            notes(all).forEach(kept::note);
            kept.add(results);
            files(folder).write(kept.over(older));
            refresh(folder);
        }
    }

    private static ResultsFolder files(Path folder) {
        return ResultsFolder.of(folder, Runtime.version().feature());
    }

    private List<String> notes(boolean all) {
        String machine = "JDK " + Runtime.version() + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                + String.join(" ", Benchmarks.JVM_ARGS) + ". " + Versions.all();
        // Rows of earlier runs stay in the tables beside those of this one, so its counts are told with its name.
        String how = once
                ? "One shot, which says nothing."
                : "Medians (least–greatest) of several rounds, where a row has these, and ratios round by round.";
        String counts = "The last run, of " + measured(cases) + (all ? "" : ", ended early")
                + ", rounds: " + (once ? 1 : ROUNDS) + ": " + runs + " measurements counted; " + repeated
                + " were repeated because others used the machine, and " + disturbed + " counted although they did.";
        return List.of(machine, how, counts);
    }

    private void finish() throws IOException {
        keep(true);
        notes(true).forEach(System.out::println);
        MarkdownTable table = new MarkdownTable(results);
        System.out.println(table.legend());
        System.out.println();
        table.lines().forEach(System.out::println);
        if (!once) {
            System.err.println("Results of " + cases.size() + " workloads are in "
                    + files(folder).path());
        }
    }
}
