// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.benchmarks.weaving.WeavingCost;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Executes each benchmark once, so that none rots. */
class SmokeTest {

    static List<Workload> workloads() {
        return Workload.all();
    }

    @ParameterizedTest
    @MethodSource("workloads")
    void runs(Workload workload) throws Exception {
        Measurement measurement = new Measurement(workload);
        Report.measure(measurement, true);
        assertTrue(measurement.isComplete(), measurement.row());
    }

    @Test
    void programsRun() throws Exception {
        SleepingTasks.main(new String[] {"1000", "1"});
        ManySleeps.main(new String[] {"1000", "1"});
        SpawnAndJoin.main(new String[] {"1000", "2"});
        WeavingCost.main(new String[] {"20", "8", "2"});
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
