// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks and prints a table. Variants of a workload are run in turn, a process each, several rounds: the ratios are taken round by round, so that other
 * work on the machine does less harm. {@code -Dheddle.benchmarks.short} runs each once, for the sake of running; {@code -Dheddle.benchmarks.rounds} sets the rounds;
 * the arguments pick workloads by parts of their titles or packages.
 */
public final class Report {

    private static final int ROUNDS = Integer.getInteger("heddle.benchmarks.rounds", 3);
    private static final boolean SHORT = System.getProperty("heddle.benchmarks.short") != null;
    private static final String[] JVM_ARGS = {"-XX:+UseSerialGC", "-Xms1g", "-Xmx1g"};

    /** JMH 1.37 still uses what JDK 24 begins to warn of. */
    private static final String[] QUIET = {"--sun-misc-unsafe-memory-access=allow"};

    private static final String[] NONE = {};

    private Report() {}

    /**
     * Runs and prints.
     *
     * @param args parts of titles or packages of workloads; none for all, and for the programs
     * @throws RunnerException if a benchmark fails
     * @throws IOException if a program can't be started
     * @throws InterruptedException if interrupted while a program runs
     */
    public static void main(String[] args) throws RunnerException, IOException, InterruptedException {
        List<String> wanted = List.of(args);
        List<Measurement> measurements = new ArrayList<>();
        for (Workload workload : Workload.all()) {
            if (wanted.isEmpty()
                    || wanted.stream()
                            .anyMatch(part -> workload.title().contains(part)
                                    || workload.group().equals(part))) {
                measurements.add(new Measurement(workload));
            }
        }
        for (int round = 1; round <= (SHORT ? 1 : ROUNDS); round++) {
            for (Measurement measurement : measurements) {
                System.err.println("Round " + round + ": " + measurement.workload.title());
                measure(measurement, SHORT);
            }
        }
        print(measurements);
        if (wanted.isEmpty()) {
            Programs.run(SHORT);
        }
    }

    /** Measures all variants of a workload once; or only runs them, in this very process. */
    static void measure(Measurement measurement, boolean once) throws RunnerException {
        for (Map.Entry<Variant, String> each : measurement.workload.methods().entrySet()) {
            Variant variant = each.getKey();
            ChainedOptionsBuilder options = new OptionsBuilder()
                    .include(measurement.workload.pattern(variant))
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT);
            String depth = measurement.workload.depth();
            if (depth != null) {
                options = options.param("depth", depth);
            }
            options = once ? once(options) : properly(options, measurement.workload);
            for (RunResult result : new Runner(options.build()).run()) {
                measurement.add(variant, result);
            }
        }
    }

    private static ChainedOptionsBuilder once(ChainedOptionsBuilder options) {
        return options.mode(Mode.SingleShotTime).forks(0).warmupIterations(0).measurementIterations(1);
    }

    private static ChainedOptionsBuilder properly(ChainedOptionsBuilder options, Workload workload) {
        // A single shot of a million levels takes some milliseconds: the JIT needs a few of them.
        int times = workload.group().equals("deep") ? 20 : 8;
        return options.forks(1)
                .jvmArgs(JVM_ARGS)
                .jvmArgsAppend(Runtime.version().feature() >= 24 ? QUIET : NONE)
                .warmupIterations(times)
                .warmupTime(TimeValue.milliseconds(300))
                .measurementIterations(times)
                .measurementTime(TimeValue.milliseconds(200))
                .timeUnit(TimeUnit.NANOSECONDS)
                .addProfiler(CpuTime.class)
                .addProfiler(GCProfiler.class);
    }

    private static void print(List<Measurement> measurements) {
        System.out.println("JDK " + Runtime.version() + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                + String.join(" ", JVM_ARGS));
        System.out.println(
                "H Heddle, L lowered by hand on the same runtime, P plain calls, S lowered by hand on a sketched kernel. Nanoseconds of processor time an operation: median (least–greatest) of "
                        + (SHORT ? "one shot, which says nothing" : ROUNDS + " rounds") + "; ratios round by round.");
        System.out.println();
        System.out.println("| workload | H | L | P | S | H/L | H/P | H/S | H bytes | L bytes |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (Measurement measurement : measurements) {
            System.out.println(measurement.row());
        }
        System.out.println();
    }
}
