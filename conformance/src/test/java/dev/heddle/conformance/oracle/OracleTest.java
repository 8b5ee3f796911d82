// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.runtime.testing.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    private static final Map<String, List<String>> EXPECTED = new HashMap<>();
    private static String skipped = "";

    static List<String> programs() throws IOException {
        return CPython.text("oracle/programs.txt").lines().toList();
    }

    @BeforeAll
    static void askPython(@TempDir Path directory) throws Exception {
        skipped = CPython.missing();
        if (skipped.isEmpty()) {
            Map<String, String> texts = new LinkedHashMap<>();
            for (String program : programs()) {
                texts.put(file(program), CPython.text("oracle/" + file(program)));
            }
            EXPECTED.putAll(CPython.run(directory, texts));
        }
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
