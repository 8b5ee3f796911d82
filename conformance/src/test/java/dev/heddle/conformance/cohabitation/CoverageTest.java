// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.cohabitation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.heddle.Coroutine;
import dev.heddle.conformance.harness.CaseCompiler;
import dev.heddle.conformance.harness.CaseLoader;
import dev.heddle.conformance.harness.CaseWeaver;
import dev.heddle.runtime.EventLoop;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.analysis.ILine;
import org.jacoco.core.analysis.ISourceFileCoverage;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.IRuntime;
import org.jacoco.core.runtime.LoggerRuntime;
import org.jacoco.core.runtime.RuntimeData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JaCoCo before and after: the lines that ran are the ones it shows. Each line of the source ends with what it must show, or nothing if there is no code in it. */
class CoverageTest {

    private static final String SOURCE = """
            import static dev.heddle.Coroutine.*;
            import static dev.heddle.runtime.Tasks.*;
            import dev.heddle.*;
            import java.util.*;
            public class Covered {
                public static String trace = "";
                @Async
                static Coroutine<Integer> slow(int i) {
                    if (i == 7) {                           // PARTLY
                        return result(0);                   // NONE
                    }
                    await(yieldNow());                      // ALL
                    return result(i);                       // ALL
                }
                @Async
                public static Coroutine<Integer> go(boolean fail) {
                    int s = 0;                              // ALL
                    for (int i = 0; i < 3; i++) {           // ALL
                        s += await(slow(i));                // ALL
                        if (s > 100) {                      // PARTLY
                            s -= await(slow(7));            // NONE
                        }
                    }
                    try {
                        s += new ArrayList<>(List.of(await(slow(1)), await(slow(2)))).size();  // ALL
                        if (fail) {                         // ALL
                            throw new IllegalStateException();  // ALL
                        }
                        s++;                                // ALL
                    } catch (IllegalStateException e) {     // ALL
                        s += await(slow(10));               // ALL
                    } finally {
                        trace += s;                         // ALL
                        await(yieldNow());                  // ALL
                    }
                    AsyncCallable<Integer> lambda = () -> { // ALL
                        await(yieldNow());                  // ALL
                        return result(1);                   // ALL
                    };
                    int t = s + 1;                          // ALL
                    return call(lambda, t);                 // ALL
                }
                @Async
                static Coroutine<Integer> call(AsyncCallable<Integer> c, int t) {
                    try {
                        return result(t + await(c.call())); // ALL
                    } catch (Exception e) {                 // NONE
                        throw new AssertionError(e);        // NONE
                    }
                }
                @Async
                static Coroutine<Void> never() {
                    await(yieldNow());                      // NONE
                    return done();                          // NONE
                }
                static void plain() {
                    trace = "";                             // NONE
                }                                           // NONE
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"-g", "-g:source,lines"})
    void instrumentedAndThenWoven(String debug) throws Exception {
        Map<String, byte[]> compiled = CaseCompiler.compile(Map.of("Covered", SOURCE), debug);
        try (Coverage coverage = new Coverage()) {
            run(CaseWeaver.weave(coverage.instrument(compiled)));
            assertEquals(expected(false), coverage.lines(compiled, false));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-g", "-g:source,lines"})
    void wovenAndThenInstrumented(String debug) throws Exception {
        Map<String, byte[]> woven = CaseWeaver.weave(CaseCompiler.compile(Map.of("Covered", SOURCE), debug));
        try (Coverage coverage = new Coverage()) {
            run(coverage.instrument(woven));
            assertEquals(expected(true), coverage.lines(woven, true));
        }
    }

    private static void run(Map<String, byte[]> classes) throws Exception {
        CaseLoader loader = new CaseLoader(classes);
        loader.linkAll();
        Class<?> covered = loader.initialised("Covered");
        var go = covered.getMethod("go", boolean.class);
        assertEquals(8, EventLoop.run((Coroutine<?>) go.invoke(null, false)));
        assertEquals(17, EventLoop.run((Coroutine<?>) go.invoke(null, true)));
        assertEquals("615", covered.getField("trace").get(null));
    }

    private static String expected(boolean lenient) {
        TreeMap<Integer, String> lines = new TreeMap<>();
        String[] source = SOURCE.split("\n");
        for (int i = 0; i < source.length; i++) {
            int comment = source[i].indexOf("// ");
            if (comment >= 0) {
                String status = source[i].substring(comment + 3);
                lines.put(i + 1, lenient && status.equals("PARTLY") ? "ALL" : status);
            }
        }
        return text(lines);
    }

    private static String text(TreeMap<Integer, String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(
                (line, status) -> text.append(line).append(' ').append(status).append('\n'));
        return text.toString();
    }

    /** JaCoCo, as far as it goes without a build. */
    private static final class Coverage implements AutoCloseable {

        private final IRuntime runtime = new LoggerRuntime();
        private final RuntimeData data = new RuntimeData();

        Coverage() throws Exception {
            runtime.startup(data);
        }

        Map<String, byte[]> instrument(Map<String, byte[]> classes) throws IOException {
            Instrumenter instrumenter = new Instrumenter(runtime);
            Map<String, byte[]> instrumented = new TreeMap<>();
            for (Map.Entry<String, byte[]> each : classes.entrySet()) {
                instrumented.put(each.getKey(), instrumenter.instrument(each.getValue(), each.getKey()));
            }
            return instrumented;
        }

        /**
         * Tells what was covered.
         *
         * @param reported the classes as a build hands them to the report
         * @param lenient whether lines of which a part ran count as lines that did: weaving adds branches
         */
        String lines(Map<String, byte[]> reported, boolean lenient) throws IOException {
            ExecutionDataStore executed = new ExecutionDataStore();
            data.collect(executed, new SessionInfoStore(), false);
            CoverageBuilder builder = new CoverageBuilder();
            Analyzer analyzer = new Analyzer(executed, builder);
            for (Map.Entry<String, byte[]> each : reported.entrySet()) {
                analyzer.analyzeClass(each.getValue(), each.getKey());
            }
            assertEquals(List.of(), List.copyOf(builder.getNoMatchClasses()));
            TreeMap<Integer, String> lines = new TreeMap<>();
            for (ISourceFileCoverage file : builder.getSourceFiles()) {
                for (int i = file.getFirstLine(); i <= file.getLastLine(); i++) {
                    String status = status(file.getLine(i), lenient);
                    // The class and its static field are of no interest here.
                    if (!status.isEmpty() && i > 6) {
                        lines.put(i, status);
                    }
                }
            }
            return text(lines);
        }

        private static String status(ILine line, boolean lenient) {
            return switch (line.getStatus()) {
                case ICounter.EMPTY -> "";
                case ICounter.NOT_COVERED -> "NONE";
                case ICounter.FULLY_COVERED -> "ALL";
                default -> lenient ? "ALL" : "PARTLY";
            };
        }

        @Override
        public void close() {
            runtime.shutdown();
        }
    }
}
