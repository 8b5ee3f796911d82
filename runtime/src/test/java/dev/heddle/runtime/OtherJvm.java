// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs a program of the tests in a JVM of its own. */
public final class OtherJvm {

    private OtherJvm() {}

    /** What the program has printed, line by line; it has to end with status 0. */
    static List<String> output(Class<?> program, String jvmArgument, String... arguments)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(program, jvmArgument, arguments))
                .redirectErrorStream(true)
                .start();
        try {
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue(), text);
            return text.lines().toList();
        } finally {
            process.destroy();
        }
    }

    /** How the program is started. */
    public static List<String> command(Class<?> program, String jvmArgument, String... arguments) {
        String classPath = Stream.of(program, EventLoop.class, dev.heddle.Coroutine.class)
                .map(OtherJvm::locationOf)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                jvmArgument,
                "-classpath",
                classPath,
                program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String locationOf(Class<?> type) {
        try {
            return Path.of(Objects.requireNonNull(type.getProtectionDomain().getCodeSource())
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
