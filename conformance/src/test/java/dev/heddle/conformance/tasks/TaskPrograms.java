// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.tasks;

import dev.heddle.conformance.harness.CaseCompiler;
import dev.heddle.conformance.harness.CaseLoader;
import dev.heddle.conformance.harness.CaseWeaver;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** From seeds to programs that can be run. */
final class TaskPrograms {

    private TaskPrograms() {}

    /** Writes the programs of as many seeds as the test usually takes, or those that a property names. */
    static List<TaskProgram> write(int usually, LongFunction<TaskProgram> writer) {
        long first = Long.getLong("heddle.random.seed", 1);
        int count = Integer.getInteger("heddle.random.programs", usually);
        return LongStream.range(first, first + count).mapToObj(writer).toList();
    }

    static Map<String, byte[]> weave(List<TaskProgram> programs) {
        Map<String, String> sources = new TreeMap<>();
        programs.forEach(program -> sources.put(program.name(), program.java()));
        return CaseWeaver.weave(CaseCompiler.compile(sources, "-g"));
    }

    /** Gives what starts the first tasks of a program. */
    static Runnable beginning(TaskProgram program, CaseLoader classes) {
        return () -> {
            try {
                Method begin = classes.initialised(program.name()).getDeclaredMethod("begin");
                begin.setAccessible(true);
                begin.invoke(null);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        };
    }
}
