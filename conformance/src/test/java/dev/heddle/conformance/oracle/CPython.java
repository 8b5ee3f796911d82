// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** CPython's asyncio, on virtual time, where there is one. */
public final class CPython {

    /** Barriers, timeout scopes and task groups came with 3.11. */
    private static final String IS_RECENT = "import sys; sys.exit(sys.version_info < (3, 11))";

    private CPython() {}

    /** Says why it can't be asked; nothing if it can. */
    public static String missing() throws InterruptedException {
        boolean recent;
        try {
            recent = new ProcessBuilder("python3", "-c", IS_RECENT).start().waitFor() == 0;
        } catch (IOException missing) {
            recent = false;
        }
        return recent ? "" : "there is no python3 of version 3.11 or later here, so nothing to compare with";
    }

    /** Gives the text of a resource. */
    public static String text(String resource) throws IOException {
        try (InputStream in = CPython.class.getResourceAsStream("/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * Runs programs.
     *
     * @param directory where to put them
     * @param programs their texts, by the names of their files
     * @return what each logs
     */
    public static Map<String, List<String>> run(Path directory, Map<String, String> programs) throws Exception {
        Path runner = Files.writeString(directory.resolve("run_all.py"), text("oracle/run_all.py"));
        List<String> command = new ArrayList<>(List.of("python3", runner.toString()));
        for (Map.Entry<String, String> program : programs.entrySet()) {
            command.add(Files.writeString(directory.resolve(program.getKey()), program.getValue())
                    .toString());
        }
        Path output = directory.resolve("output.txt");
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        List<String> lines = Files.readAllLines(output);
        assertEquals(0, status, () -> String.join("\n", lines));
        Map<String, List<String>> logs = new HashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("== ")) {
                current = new ArrayList<>();
                logs.put(line.substring("== ".length()), current);
            } else {
                current.add(line);
            }
        }
        return logs;
    }
}
