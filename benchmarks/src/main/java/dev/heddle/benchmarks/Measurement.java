// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import dev.heddle.benchmarks.report.Quantity;
import dev.heddle.benchmarks.report.Results;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What JMH says of a workload, as quantities of the report. */
record Measurement(Workload workload) {

    private static final String BYTES = "gc.alloc.rate.norm";

    Quantity time() {
        return new Quantity(workload.id(), workload.title(), "time", "ns", false);
    }

    Quantity bytes() {
        return new Quantity(workload.id(), workload.title(), "allocation", "bytes", false);
    }

    @SuppressWarnings("rawtypes") // as JMH gives it
    void add(Results results, Variant variant, RunResult result) {
        Map<String, Result> more = result.getSecondaryResults();
        results.add(
                time(),
                variant,
                more.getOrDefault(CpuTime.NAME, result.getPrimaryResult()).getScore());
        Result<?> allocated = more.get(BYTES);
        if (allocated != null) {
            // Less than a hundredth of a byte is the harness's own.
            results.add(bytes(), variant, Math.round(allocated.getScore() * 100) / 100.0);
        }
    }
}
