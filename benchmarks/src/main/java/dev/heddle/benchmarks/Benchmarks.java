// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import dev.heddle.benchmarks.report.Results;
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

/** Has JMH run a variant of a workload. */
final class Benchmarks {

    /** How every JVM is started. */
    static final String[] JVM_ARGS = {"-XX:+UseSerialGC", "-Xms1g", "-Xmx1g"};

    /** JMH 1.37 and Netty still use what JDK 24 begins to warn of. */
    private static final String[] QUIET = {"--sun-misc-unsafe-memory-access=allow"};

    private static final String[] NONE = {};

    private Benchmarks() {}

    /** What this JDK needs to be told besides. */
    static String[] quiet() {
        return Runtime.version().feature() >= 24 ? QUIET : NONE;
    }

    /** Measures in a JVM of its own; or only runs once, in this very one. */
    static Results measure(Workload workload, Variant variant, boolean once) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(workload.pattern(variant))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        String depth = workload.depth();
        if (depth != null) {
            options = options.param("depth", depth);
        }
        options = once ? once(options) : properly(options, workload, variant);
        Results results = new Results();
        for (RunResult result : new Runner(options.build()).run()) {
            new Measurement(workload).add(results, variant, result);
        }
        return results;
    }

    private static ChainedOptionsBuilder once(ChainedOptionsBuilder options) {
        return options.mode(Mode.SingleShotTime).forks(0).warmupIterations(0).measurementIterations(1);
    }

    private static ChainedOptionsBuilder properly(ChainedOptionsBuilder options, Workload workload, Variant variant) {
        // A single shot of a million levels takes some milliseconds: the JIT needs a few of them.
        boolean shots = workload.group().equals("deep");
        return options.forks(1)
                .jvmArgs(JVM_ARGS)
                .jvmArgsAppend(variant.jvmArgs())
                .jvmArgsPrepend(quiet())
                .warmupIterations(shots ? 20 : 5)
                .warmupTime(TimeValue.milliseconds(200))
                .measurementIterations(shots ? 20 : 4)
                .measurementTime(TimeValue.milliseconds(150))
                .timeUnit(TimeUnit.NANOSECONDS)
                .addProfiler(CpuTime.class)
                .addProfiler(GCProfiler.class);
    }
}
