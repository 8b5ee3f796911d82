// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import dev.heddle.benchmarks.report.Yardstick;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
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
    private static final String ALLOW_UNSAFE = "--sun-misc-unsafe-memory-access=allow";

    private Benchmarks() {}

    /** What every JVM is told besides: what this JDK needs, and how fast the machine can be. */
    static String[] always() {
        List<String> options = new ArrayList<>(List.of(Yardstick.here().option()));
        if (Runtime.version().feature() >= 24) {
            options.add(ALLOW_UNSAFE);
        }
        return options.toArray(new String[0]);
    }

    /** Measures in a JVM of its own; or only runs once, in this very one. */
    static Measured measure(Workload workload, Variant variant, boolean once) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(workload.pattern(variant))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        String depth = workload.depth();
        if (depth != null) {
            options = options.param("depth", depth);
        }
        options = once ? once(options) : properly(options, workload, variant);
        Measurement measurement = new Measurement(workload, variant);
        new Runner(options.build()).run().forEach(measurement::add);
        return measurement.quiet();
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
                .jvmArgsPrepend(always())
                .warmupIterations(shots ? 20 : 5)
                .warmupTime(TimeValue.milliseconds(200))
                .measurementIterations(shots ? 30 : 10)
                .measurementTime(TimeValue.milliseconds(100))
                .timeUnit(TimeUnit.NANOSECONDS)
                .addProfiler(CpuTime.class)
                .addProfiler(GCProfiler.class);
    }
}
