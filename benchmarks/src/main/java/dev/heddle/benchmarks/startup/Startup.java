// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.startup;

import dev.heddle.benchmarks.Figures;
import dev.heddle.benchmarks.Scenario;
import dev.heddle.benchmarks.Variant;
import dev.heddle.benchmarks.report.QuietTimes;
import dev.heddle.benchmarks.report.QuietTimes.Moment;
import dev.heddle.benchmarks.report.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Starts a hello again and again, which waits for a millisecond before it says so, and takes the time. */
public final class Startup implements Scenario {

    /** How long each hello waits. */
    static final int MILLIS = 1;

    private static final int STARTS = 15;

    /** Makes one. */
    public Startup() {}

    @Override
    public void run(Variant variant, boolean once, Figures figures) throws IOException, InterruptedException {
        List<Moment<Double>> millis = QuietTimes.here(once).measure(once ? 1 : STARTS, () -> start(hello(variant)));
        figures.slowdown(Moment.slowest(millis));
        figures.less("time", "ms", Samples.of(millis, Double::doubleValue).median());
    }

    /** Gives milliseconds. */
    private static double start(String hello) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        hello))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || !said.strip().equals("Hello")) {
            throw new IOException(hello + " says " + said);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static String hello(Variant variant) {
        return switch (variant) {
            case HEDDLE -> HeddleHello.class.getName();
            case PLAIN -> PlainHello.class.getName();
            case FUTURES -> FutureHello.class.getName();
            case KOTLIN -> KotlinHello.class.getName();
            case VIRTUAL -> VirtualHello.class.getName();
            default -> throw new IllegalArgumentException(variant.title);
        };
    }
}
