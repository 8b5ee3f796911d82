// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of somebody else's, as a peer. Where it is not installed the test is left out, and says so. */
public final class Installed {

    private final String path;

    private Installed(Path path) {
        this.path = path.toString();
    }

    /** Finds a program, or leaves the test out. */
    public static Installed program(String name) {
        // Servers are often where only root has them on the path.
        Stream<String> places = Stream.concat(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1)), Stream.of("/usr/sbin", "/sbin"));
        Optional<Path> found = places.map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), name + " is not installed");
        return new Installed(found.get());
    }

    /** Runs it to its end, and gives what it printed; it must not fail. */
    public String run(String... args) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("errors", ".txt");
        try {
            Process process = builder(args).redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), () -> path + " failed: " + output + read(errors));
            return output;
        } finally {
            Files.delete(errors);
        }
    }

    /** Starts it in a directory, to be ended by the test; or by itself after a minute, so that a test that waits for its output does not do so for ever. */
    public Process start(Path directory, String... args) throws IOException {
        Process process = builder(args)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES).execute(process::destroyForcibly);
        return process;
    }

    private ProcessBuilder builder(String... args) {
        List<String> command = new ArrayList<>(List.of(path));
        command.addAll(List.of(args));
        return new ProcessBuilder(command);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
