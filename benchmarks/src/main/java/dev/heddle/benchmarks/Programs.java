// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Runs the programs that need a process of their own. */
final class Programs {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private Programs() {}

    static void run(boolean once) throws IOException, InterruptedException {
        run(SleepingTasks.class, "-Xmx250m", once ? List.of("1000", "1") : List.of());
        run(ManySleeps.class, "-Xmx1g", once ? List.of("1000", "1") : List.of());
        run(SpawnAndJoin.class, "-Xmx1g", once ? List.of("1000", "1") : List.of());
    }

    private static void run(Class<?> program, String heap, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        Collections.addAll(
                command,
                JAVA,
                "-XX:+UseSerialGC",
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName());
        command.addAll(arguments);
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException(program.getSimpleName() + " with " + heap + " failed with status " + status);
        }
    }
}
