// SPDX-License-Identifier: Apache-2.0
package dev.heddle.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Runs each stress test for a fraction of a second, so that none rots. CONTRIBUTING.md tells how to run them for long. */
class StressTest {

    /** If nothing else is asked for: few JVM modes instead of dozens, and a small heap. */
    private static final String OPTIONS = System.getProperty(
            "stress.options",
            "-f 1 -iters 1 -time 50 -sc false -af NONE -hs 128 -strideSize 50 -strideCount 20 -jvmArgs -XX:+UseSerialGC");

    /** The usual run takes half a minute; one that was asked for may take hours. */
    private static final long MOST_MINUTES = System.getProperty("stress.options") == null ? 5 : 24 * 60;

    private static long tests() throws IOException {
        try (InputStream list = StressTest.class.getResourceAsStream("/META-INF/TestList")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .count();
        }
    }

    /** What the threads of a JVM that hangs are doing. */
    private static String threads(long process) throws IOException {
        Process dump = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jstack")
                                .toString(),
                        Long.toString(process))
                .redirectErrorStream(true)
                .start();
        // One that is no JVM, or has just ended, is not waited for.
        dump.onExit().orTimeout(20, TimeUnit.SECONDS).whenComplete((ended, late) -> dump.destroyForcibly());
        try (InputStream lines = dump.getInputStream()) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void noneHasAForbiddenOutcome() throws Exception {
        Path directory = Files.createDirectories(Path.of(System.getProperty("heddle.target", "target"))
                .resolve("jcstress")
                .toAbsolutePath());
        Path output = directory.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-r",
                directory.toString()));
        Collections.addAll(command, OPTIONS.split(" "));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
        String hanging = "";
        if (!ended) {
            // Before its first round jcstress tries each actor once, without a limit: a lost wake-up hangs there.
            List<ProcessHandle> forks = process.descendants().toList();
            for (ProcessHandle fork : forks) {
                hanging += threads(fork.pid());
            }
            forks.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String text = Files.readString(output) + hanging;
        assertTrue(ended, text);
        assertEquals(0, process.exitValue(), text);
        // It also ends well if it found nothing to run, and passes over what needs more processors than there are.
        assertTrue(text.contains(tests() + " matching test results"), text);
    }
}
