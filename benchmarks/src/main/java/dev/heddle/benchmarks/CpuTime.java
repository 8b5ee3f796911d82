// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Measures the processor time of the whole process for each operation: collections count, and what else runs on the machine doesn't. And tells how slow the processor was, which is not counted.
 */
public final class CpuTime implements InternalProfiler {

    /** The name of the time. */
    static final String NAME = "cpu";

    /** The name of the other. */
    static final String SLOWDOWN = "slowdown";

    private long before;

    /** Called by JMH. */
    public CpuTime() {}

    @Override
    public String getDescription() {
        return "processor time of the process";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = Processor.nanos();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double nanos = (double) (Processor.nanos() - before - Watched.spent())
                / result.getMetadata().getAllOps();
        return List.of(
                new ScalarResult(NAME, nanos, "ns/op", AggregationPolicy.AVG),
                new ScalarResult(SLOWDOWN, Watched.slowdown(), "times", AggregationPolicy.MAX));
    }
}
