// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import dev.heddle.benchmarks.report.Quantity;
import dev.heddle.benchmarks.report.QuietTimes;
import dev.heddle.benchmarks.report.QuietTimes.Moment;
import dev.heddle.benchmarks.report.Results;
import dev.heddle.benchmarks.report.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What JMH says of a workload, as quantities of the report: the means of the iterations that were quiet. */
final class Measurement {

    private static final String BYTES = "gc.alloc.rate.norm";

    /** So many iterations are enough, the quietest of all, if fewer were quiet. */
    private static final int ENOUGH = 3;

    private final Workload workload;
    private final Variant variant;
    private final List<Moment<IterationResult>> iterations = new ArrayList<>();

    Measurement(Workload workload, Variant variant) {
        this.workload = workload;
        this.variant = variant;
    }

    /** Adds what a run has given. */
    void add(RunResult result) {
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                iterations.add(new Moment<>(iteration, score(iteration, CpuTime.SLOWDOWN, 1)));
            }
        }
    }

    /** Gives the means of those that were quiet. */
    Measured quiet() {
        List<Moment<IterationResult>> quiet = QuietTimes.quiet(ENOUGH, iterations);
        Samples nanos = new Samples();
        Samples bytes = new Samples();
        for (IterationResult iteration : Moment.results(quiet)) {
            nanos.add(
                    score(iteration, CpuTime.NAME, iteration.getPrimaryResult().getScore()));
            double allocated = score(iteration, BYTES, Double.NaN);
            if (!Double.isNaN(allocated)) {
                bytes.add(allocated);
            }
        }
        Results results = new Results();
        results.add(new Quantity(workload.id(), workload.title(), "time", "ns", false), variant, nanos.mean());
        if (!bytes.isEmpty()) {
            // Less than a hundredth of a byte is the harness's own.
            double rounded = Math.round(bytes.mean() * 100) / 100.0;
            results.add(new Quantity(workload.id(), workload.title(), "allocation", "bytes", false), variant, rounded);
        }
        return new Measured(results, Moment.slowest(quiet));
    }

    @SuppressWarnings("rawtypes") // as JMH gives it
    private static double score(IterationResult iteration, String name, double otherwise) {
        Map<String, Result> more = iteration.getSecondaryResults();
        Result<?> result = more.get(name);
        return result == null ? otherwise : result.getScore();
    }
}
