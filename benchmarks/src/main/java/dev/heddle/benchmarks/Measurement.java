// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What has been measured for a workload. */
final class Measurement {

    private static final String BYTES = "gc.alloc.rate.norm";

    final Workload workload;
    private final Map<Variant, Samples> nanos = new EnumMap<>(Variant.class);
    private final Map<Variant, Samples> bytes = new EnumMap<>(Variant.class);

    Measurement(Workload workload) {
        this.workload = workload;
        for (Variant variant : Variant.values()) {
            nanos.put(variant, new Samples());
            bytes.put(variant, new Samples());
        }
    }

    @SuppressWarnings("rawtypes") // as JMH gives it
    void add(Variant variant, RunResult result) {
        Map<String, Result> more = result.getSecondaryResults();
        Result<?> time = more.getOrDefault(CpuTime.NAME, result.getPrimaryResult());
        samples(nanos, variant).add(time.getScore());
        Result<?> allocated = more.get(BYTES);
        if (allocated != null) {
            samples(bytes, variant).add(allocated.getScore());
        }
    }

    /** Whether each variant has been measured. */
    boolean isComplete() {
        return workload.methods().keySet().stream()
                .noneMatch(variant -> samples(nanos, variant).isEmpty());
    }

    String row() {
        Samples heddle = samples(nanos, Variant.HEDDLE);
        StringBuilder row = new StringBuilder("| ").append(workload.title());
        for (Variant variant : Variant.values()) {
            row.append(" | ").append(samples(nanos, variant).describe());
        }
        for (Variant variant : Variant.values()) {
            if (variant != Variant.HEDDLE) {
                Samples other = samples(nanos, variant);
                row.append(" | ")
                        .append(other.isEmpty() ? "" : heddle.over(other).describe());
            }
        }
        row.append(" | ").append(bytesOf(Variant.HEDDLE)).append(" | ").append(bytesOf(Variant.LOWERED));
        return row.append(" |").toString();
    }

    private String bytesOf(Variant variant) {
        Samples samples = samples(bytes, variant);
        return samples.isEmpty() ? "" : Samples.number(samples.median());
    }

    private static Samples samples(Map<Variant, Samples> all, Variant variant) {
        @Nullable Samples samples = all.get(variant);
        if (samples == null) {
            throw new IllegalStateException("no samples of " + variant);
        }
        return samples;
    }
}
