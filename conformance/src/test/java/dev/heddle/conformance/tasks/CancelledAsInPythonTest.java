// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.heddle.conformance.harness.CaseLoader;
import dev.heddle.conformance.oracle.CPython;
import dev.heddle.conformance.tasks.Teller.Detail;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random programs of tasks that are cancelled, time out and fail, on Heddle and on CPython's asyncio: the same coroutines do the same at the same times, and the tasks end alike.
 * {@code -Dheddle.random.seed=… -Dheddle.random.programs=…} choose others.
 */
class CancelledAsInPythonTest {

    @Test
    void programsDoTheSame(@TempDir Path directory) throws Exception {
        String missing = CPython.missing();
        assumeTrue(missing.isEmpty(), missing);
        List<TaskProgram> programs = TaskPrograms.write(60, TaskProgramWriter::program);
        Map<String, String> texts = new LinkedHashMap<>();
        String world = CPython.text("tasks/world.py");
        for (TaskProgram program : programs) {
            texts.put(program.name() + ".py", world + "\n\n" + program.python());
        }
        Map<String, List<String>> expected = CPython.run(directory, texts);
        CaseLoader woven = new CaseLoader(TaskPrograms.weave(programs));
        long cancellations = 0;
        for (TaskProgram program : programs) {
            List<String> said = LoopWorld.run(TaskPrograms.beginning(program, woven), new Teller(Detail.KINDS), false);
            assertEquals(
                    sorted(expected.get(program.name() + ".py")),
                    sorted(said),
                    () -> program.java() + program.python());
            cancellations +=
                    said.stream().filter(line -> line.contains("cancelled")).count();
        }
        assertTrue(cancellations > programs.size(), cancellations + " cancellations");
    }

    /** What several tasks do at once, when one has cancelled all of them, they do in some order. What nobody has heard of asyncio tells, too, but not in the log. */
    private static String sorted(List<String> lines) {
        return String.join(
                "\n",
                lines.stream()
                        .filter(line -> !line.startsWith(LoopWorld.UNHEARD))
                        .sorted()
                        .toList());
    }
}
