// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.benchmarks.report.Results;
import dev.heddle.benchmarks.weaving.WeavingCost;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Executes each benchmark and each program once, so that none rots. */
class SmokeTest {

    static Stream<Case> cases() {
        return Report.cases(List.of()).stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void runs(Case each) throws Exception {
        for (Variant variant : each.variants()) {
            if (variant.isPossible()) {
                Results results = each.measure(variant, true).results();
                assertFalse(results.quantities().isEmpty(), variant.title);
                results.quantities()
                        .forEach(quantity -> assertTrue(results.of(quantity).containsKey(variant), variant.title));
            }
        }
    }

    @Test
    void weavingCostRuns() throws Exception {
        WeavingCost.main(new String[] {"20", "8", "2"});
    }

    @Test
    void namesAreUnique() {
        Set<String> names = new HashSet<>();
        assertTrue(cases().allMatch(each -> names.add(each.id())));
        names.clear();
        assertTrue(cases().allMatch(each -> names.add(each.title())));
    }

    @Test
    void everyBenchmarkIsInTheReport() {
        Set<String> reported = new TreeSet<>();
        for (Workload workload : Workload.all()) {
            workload.methods()
                    .forEach((variant, method) -> reported.add(
                            "dev.heddle.benchmarks." + workload.group() + "." + variant.className + "." + method));
        }
        Set<String> found = new TreeSet<>();
        var output = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        BenchmarkList.defaultList().getAll(output, List.of()).forEach(entry -> found.add(entry.getUsername()));
        assertEquals(found, reported);
    }
}
