// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.conformance.harness.CaseLoader;
import dev.heddle.conformance.tasks.Teller.Detail;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random programs of tasks that are cancelled wherever chance has it, in three forms: as they are woven; without the marks by which the runtime knows that a coroutine catches
 * nothing where it waits, so that each cancellation is thrown through all of them; and with a try block in each coroutine that catches it and throws it again. Nobody may tell
 * them apart. {@code -Dheddle.random.seed=… -Dheddle.random.programs=…} choose others, and {@code -Dheddle.random.print=true} prints what they are and say.
 */
class CancelledProgramsTest {

    private static List<TaskProgram> programs;
    private static CaseLoader marked;
    private static CaseLoader unmarked;
    private static CaseLoader catching;

    /** Runs a program somewhere, and gives what it says. */
    private interface Place extends BiFunction<Runnable, Teller, List<String>> {}

    @BeforeAll
    static void write() {
        programs = TaskPrograms.write(25, OddTaskProgramWriter::program);
        Map<String, byte[]> woven = TaskPrograms.weave(programs);
        marked = new CaseLoader(woven);
        unmarked = new CaseLoader(Marks.without(woven));
        catching = new CaseLoader(TaskPrograms.weave(
                programs.stream().map(TaskProgram::catchingAll).toList()));
    }

    @Test
    void onALoop() {
        compare((program, teller) -> LoopWorld.run(program, teller, false));
    }

    @Test
    void onALoopThatIsWatched() {
        compare((program, teller) -> LoopWorld.run(program, teller, true));
    }

    @Test
    void onAnExecutor() {
        compare(ExecutorWorld::run);
    }

    private static void compare(Place place) {
        long cancellations = 0;
        for (TaskProgram program : programs) {
            String said = run(program, marked, Detail.TRACES, place);
            if (Boolean.getBoolean("heddle.random.print")) {
                System.out.println(program.java() + said);
            }
            assertEquals(said, run(program, unmarked, Detail.TRACES, place), program.name() + ", without marks");
            assertEquals(
                    run(program, marked, Detail.EXCEPTIONS, place),
                    run(program, catching, Detail.EXCEPTIONS, place),
                    program.name() + ", catching all");
            cancellations += said.lines()
                    .filter(line -> line.contains("CancellationException"))
                    .count();
        }
        assertTrue(cancellations > programs.size(), cancellations + " cancellations");
    }

    private static String run(TaskProgram program, CaseLoader form, Detail detail, Place place) {
        return String.join("\n", place.apply(TaskPrograms.beginning(program, form), new Teller(detail)));
    }
}
