// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.startup;

import dev.heddle.benchmarks.Figures;
import dev.heddle.benchmarks.Scenario;
import dev.heddle.benchmarks.Variant;
import dev.heddle.benchmarks.report.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Starts a hello again and again, which waits for a millisecond before it says so, and takes the time. */
public final class Startup implements Scenario {

    /** How long each hello waits. */
    static final int MILLIS = 1;

    /** Makes one. */
    public Startup() {}

    @Override
    public void run(Variant variant, boolean once, Figures figures) throws IOException, InterruptedException {
        Samples millis = new Samples();
        for (int i = 0; i < (once ? 1 : 15); i++) {
            long start = System.nanoTime();
            start(hello(variant));
            millis.add((System.nanoTime() - start) / 1e6);
        }
        figures.less("time", "ms", millis.median());
    }

    private static void start(String hello) throws IOException, InterruptedException {
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
