// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.conformance.harness.CaseCheck;
import dev.heddle.conformance.harness.CaseCompiler;
import dev.heddle.conformance.harness.CaseSet;
import dev.heddle.conformance.harness.CaseWeaver;
import dev.heddle.conformance.harness.Flavour;
import dev.heddle.transformer.diagnostic.Diagnostic;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Methods of many awaits, variables, operands and bytes. */
class LimitsTest {

    private static final String HEADER = """
            import static dev.heddle.Coroutine.*;
            import static dev.heddle.conformance.Env.*;
            import dev.heddle.*;
            import dev.heddle.conformance.Expect;
            import java.util.*;
            public class Big {
            """;

    private static void check(String body) {
        Map<String, String> sources = Map.of("Big", HEADER + body + "}");
        CaseSet twin = CaseSet.of(sources, Flavour.TWIN);
        for (Flavour flavour : List.of(Flavour.COROUTINE, Flavour.FUTURE)) {
            CaseSet woven = CaseSet.of(sources, flavour, "-g");
            woven.cases("Big").forEach(each -> CaseCheck.check(twin.find("Big", each.getName()), each));
        }
    }

    private static String method(String body) {
        return "@Expect(\"%s\") @Async static Coroutine<Integer> go() { int s = 0; " + body + " return result(s); }";
    }

    @Test
    void ninehundredAwaits() {
        // Each takes some 67 bytes when woven, 14 before; a thousand no longer fit into a method.
        check(method("s += await(v(1));\n".repeat(900)).formatted(900));
    }

    /** They do not fit today; should they fit one day, they must work. */
    @Test
    void athousandAwaitsWorkOrAreRefused() {
        String body = method("s += await(v(1));\n".repeat(1_000));
        List<Diagnostic> said =
                CaseWeaver.diagnose(CaseCompiler.compile(Map.of("Big", HEADER + body.formatted("") + "}"), "-g"));
        if (said.stream().anyMatch(each -> each.code() == DiagnosticCode.METHOD_TOO_LARGE)) {
            assertEquals(1, said.size(), said.toString());
        } else {
            check(body.formatted(1_000));
        }
    }

    /** Much more does not fit: what is added in front of the variables takes them the short forms of loads and stores, here a fifth of the code. */
    @Test
    void fiftyKilobytesWithFewAwaits() {
        String filler = "t = t * 31 + (t ^ (t >>> 7)) - 12345 + (t %% 17) * (t & 255);\n".repeat(1_850);
        String source = method("int t = 1; for (int i = 0; i < 2; i++) { s += await(v(1)); " + filler
                + " s += await(v(2)); } if (t == 7) s = -1;");
        int length = CaseCompiler.compile(Map.of("Big", HEADER + source.formatted(6) + "}"), "-g:none")
                .get("Big")
                .length;
        assertTrue(length > 50_000, length + " bytes");
        check(source.formatted(6));
    }

    @Test
    void manyAwaitsInIfs() {
        check(method("if (s >= 0) s += await(v(1)); else s -= await(v(1));\n".repeat(450))
                .formatted(450));
    }

    @Test
    void hundredWaySwitchInLoop() {
        StringBuilder body = new StringBuilder("for (int i = 0; i < 100; i++) switch (await(v(i))) {\n");
        for (int i = 0; i < 100; i++) {
            body.append("case ")
                    .append(i)
                    .append(": s += await(v(")
                    .append(i % 7)
                    .append(")); break;\n");
        }
        check(method(body + "}").formatted(295));
    }

    @Test
    void deepNesting() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            body.append("for (int i")
                    .append(i)
                    .append(" = 0; i")
                    .append(i)
                    .append(" < ")
                    .append(i % 4 == 0 ? 2 : 1)
                    .append("; i")
                    .append(i)
                    .append("++) { s += await(v(1)); try {\n");
        }
        body.append("s += await(v(1));");
        for (int i = 0; i < 12; i++) {
            body.append("} catch (IllegalStateException e) { s += 1000; } }");
        }
        check(method(body.toString()).formatted(2 * 4 + 4 * 4 + 8 * 4 + 8));
    }

    @Test
    void manyLiveVariables() {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 80; i++) {
            body.append(List.of("int", "long", "double", "Integer").get(i % 4))
                    .append(" x")
                    .append(i)
                    .append(" = await(v(")
                    .append(i)
                    .append("));\n");
        }
        for (int i = 0; i < 80; i++) {
            body.append("s += x").append(i).append(";");
        }
        check(method(body.toString()).formatted(80 * 79 / 2));
    }

    @Test
    void concatenationOfTwoHundred() {
        StringBuilder body = new StringBuilder("s = (\"\"");
        for (int i = 0; i < 199; i++) {
            body.append(i % 40 == 20 || i > 190 ? " + await(v(" + i % 10 + "))" : " + s");
        }
        check(method(body + ").length();").formatted(199));
        check(method(body + " + (s + await(v(1))) + s + s + s + s + s + s + s).length();")
                .formatted(207));
    }

    /** Some 40 KB of the user's own code between two awaits and in loops: jumps that no longer fit 16 bits. */
    @Test
    void longJumps() {
        String filler = "t = t * 31 + (t ^ (t >>> 7)) - 12345 + (t %% 17) * (t & 255);\n".repeat(900);
        check(method("int t = 1; for (int i = 0; i < 3; i++) { s += await(v(1)); if (i == 1) continue; " + filler
                        + " s += await(v(2)); } for (long l = 0; l < 2; l++) s += await(v(3)); if (t == 7) s = -1;")
                .formatted(13));
    }

    @Test
    void methodThatGrowsTooLargeIsRefused() {
        String body = method("s += await(v(1));\n".repeat(3000));
        List<Diagnostic> said =
                CaseWeaver.diagnose(CaseCompiler.compile(Map.of("Big", HEADER + body.formatted("") + "}"), "-g"));
        assertEquals(1, said.size(), said.toString());
        assertEquals("HED011", said.get(0).code().id());
        assertTrue(said.get(0).message().contains("Big.go()"), said.get(0).message());
    }

    @Test
    void methodTooLongForTheJitIsWarnedOf() {
        String body = method("s += await(v(1));\n".repeat(200));
        List<Diagnostic> said =
                CaseWeaver.diagnose(CaseCompiler.compile(Map.of("Big", HEADER + body.formatted("") + "}"), "-g"));
        assertEquals(
                List.of("HED102"), said.stream().map(each -> each.code().id()).toList());
        assertFalse(said.get(0).message().isEmpty());
    }

    /** The size of what is written is the measure of what is done for it, and it is the same on every machine. */
    @Test
    void codeGrowsLinearly() {
        int hundred = wovenSize(100);
        int eighthundred = wovenSize(800);
        assertTrue(eighthundred < 9 * hundred, hundred + " bytes for 100 awaits, " + eighthundred + " for 800");
    }

    private static int wovenSize(int awaits) {
        String body = method("if (s >= 0) s += await(v(1));\n".repeat(awaits)).formatted("");
        return CaseWeaver.weave(CaseCompiler.compile(Map.of("Big", HEADER + body + "}"), "-g")).values().stream()
                .mapToInt(each -> each.length)
                .sum();
    }
}
