// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.runtime.testing.VirtualTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same small programs on CPython's asyncio and on Heddle, both on virtual time, must log the same: who runs after whom, and when. In these Heddle deviates on purpose, so no
 * program shows them: timers with equal deadlines are first come, first served (asyncio's are in no order); cancellation stays on, so cleanup awaits nothing; a failure in
 * gather cancels what it started; a cancelled wait leaves what it waited for alone; a scope throws its first failure itself, not a group.
 */
@Timeout(120)
class OracleTest {

    /** Barriers, timeout scopes and task groups came with 3.11. */
    private static final String IS_RECENT = "import sys; sys.exit(sys.version_info < (3, 11))";

    private static final Map<String, List<String>> EXPECTED = new HashMap<>();
    private static String skipped = "";

    static List<String> programs() throws IOException {
        return lines("programs.txt");
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = OracleTest.class.getResourceAsStream("/oracle/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @BeforeAll
    static void askPython(@TempDir Path directory) throws Exception {
        if (!pythonIsRecent()) {
            skipped = "there is no python3 of version 3.11 or later here, so nothing to compare with";
            return;
        }
        List<String> command = new ArrayList<>(List.of("python3", copy(directory, "run_all.py")));
        for (String program : programs()) {
            command.add(copy(directory, file(program)));
        }
        Path output = directory.resolve("output.txt");
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        List<String> lines = Files.readAllLines(output);
        assertEquals(0, status, () -> String.join("\n", lines));
        List<String> current = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("== ")) {
                current = new ArrayList<>();
                EXPECTED.put(line.substring(3), current);
            } else {
                current.add(line);
            }
        }
    }

    private static boolean pythonIsRecent() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", IS_RECENT).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static String copy(Path directory, String file) throws IOException {
        return Files.write(directory.resolve(file), lines(file)).toString();
    }

    /** SpawnOrder is spawn_order.py. */
    private static String file(String program) {
        return program.replaceAll("(?<=.)(?=[A-Z])", "_").toLowerCase(Locale.ROOT) + ".py";
    }

    private static List<String> run(String name) throws Exception {
        Program program = (Program) Class.forName(OracleTest.class.getPackageName() + ".programs." + name)
                .getConstructor()
                .newInstance();
        // Some programs leave a failure alone, and asyncio says so as well, but not in the log.
        try (VirtualTime time = new VirtualTime((task, failure) -> {})) {
            Log log = new Log(time);
            time.loop().runUntilDone(program.main(log));
            return log.lines();
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void logsWhatAsyncioLogs(String program) throws Exception {
        List<String> lines = run(program);
        assertFalse(lines.isEmpty());
        assumeTrue(skipped.isEmpty(), skipped);
        assertEquals(String.join("\n", EXPECTED.get(file(program))), String.join("\n", lines));
    }

    /** No file without the other, and none that is not run. */
    @ParameterizedTest
    @MethodSource("folders")
    void everyProgramIsListed(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> found = files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(suffix) && !name.equals("run_all.py"))
                    .sorted()
                    .toList();
            List<String> listed = programs().stream()
                    .map(program -> suffix.equals(".py") ? file(program) : program + suffix)
                    .sorted()
                    .toList();
            assertEquals(found, listed);
        }
    }

    static Stream<Arguments> folders() {
        return Stream.of(
                Arguments.of(Path.of("src/test/resources/oracle"), ".py"),
                Arguments.of(Path.of("src/test/java/dev/heddle/conformance/oracle/programs"), ".java"));
    }
}
