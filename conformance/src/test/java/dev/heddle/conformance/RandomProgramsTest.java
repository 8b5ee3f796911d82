// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.conformance.harness.CaseCheck;
import dev.heddle.conformance.harness.CaseSet;
import dev.heddle.conformance.harness.Flavour;
import dev.heddle.conformance.harness.ProgramWriter;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Random programs, plain and woven. {@code -Dheddle.random.seed=… -Dheddle.random.rounds=…} choose others; a failure names its seed and method, and {@code
 * -Dheddle.random.print=true} prints their source.
 */
class RandomProgramsTest {

    private static final int METHODS = 25;

    private static final String HEADER = """
            import static dev.heddle.Coroutine.*;
            import static dev.heddle.conformance.Env.*;
            import dev.heddle.*;
            import dev.heddle.conformance.Expect;
            import java.util.*;
            public class Random {
                static final Object LOCK = new Object();
                static final int ZERO = Integer.parseInt("0");
                record Pair(int a, Object b) {}
                static class Res implements AutoCloseable { final String n; Res(String n) { this.n = n; trace("open"); } @Override public void close() { trace("close " + n); if (n.length() == 2) throw new IllegalStateException("close"); } }
                static int toInt(long l) { return (int) l; }
                static byte toByte(int i) { return (byte) i; }
                static short toShort(int i) { return (short) i; }
                static String str(long l) { return "" + l; }
                static int sum(int a, long b, double c, int d) { return (int) (a + b + c - d); }
                @Async static Coroutine<Integer> async(int a, String b) { trace("async"); int n = await(v(a)); if (n == 5) throw new IllegalArgumentException(b); return result(n + await(v(b)).length()); }
            """;

    @Test
    void wovenProgramsDoWhatPlainOnesDo() {
        long first = Long.getLong("heddle.random.seed", 1);
        int rounds = Integer.getInteger("heddle.random.rounds", 12);
        for (long seed = first; seed < first + rounds; seed++) {
            round(seed);
        }
        assertTrue(CaseCheck.runs() > 0);
    }

    private static void round(long seed) {
        String source = HEADER + ProgramWriter.members(seed, METHODS) + "}";
        if (Boolean.getBoolean("heddle.random.print")) {
            System.out.println(source);
        }
        try {
            Map<String, String> sources = Map.of("Random", source);
            CaseSet twin = CaseSet.of(sources, Flavour.TWIN);
            Flavour flavour = seed % 4 == 3 ? Flavour.FUTURE : Flavour.COROUTINE;
            CaseSet woven = CaseSet.of(sources, flavour, seed % 2 == 0 ? "-g" : "-g:none");
            List<Method> methods = woven.cases("Random");
            for (Method method : methods) {
                CaseCheck.compareAll(twin.find("Random", method.getName()), method);
            }
        } catch (AssertionError | RuntimeException | LinkageError failure) {
            throw new AssertionError("seed " + seed + ": " + failure, failure);
        }
    }
}
