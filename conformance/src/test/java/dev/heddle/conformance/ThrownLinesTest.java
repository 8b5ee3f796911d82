// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.heddle.Coroutine;
import dev.heddle.conformance.harness.CaseCompiler;
import dev.heddle.conformance.harness.CaseLoader;
import dev.heddle.conformance.harness.CaseWeaver;
import dev.heddle.conformance.harness.Vendor;
import dev.heddle.runtime.EventLoop;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** F1, F2: where an exception says it was thrown, with several awaits on a line and one statement over several lines, on the direct path and on the resumed one. */
class ThrownLinesTest {

    private static final String SOURCE = """
            import static dev.heddle.Coroutine.*;
            import static dev.heddle.runtime.Tasks.*;
            import dev.heddle.*;
            public class Throwing {
                static boolean suspend;
                @Async static Coroutine<Integer> value(int i) { if (suspend) { await(yieldNow()); } return result(i); }
                @Async static Coroutine<String> text(String s) {
                    if (suspend) { await(yieldNow()); } return result(s); }
                @Async static Coroutine<Integer> oneLine(int zero) {
                    int a = await(value(1)) + await(value(2)) / zero + await(value(3)); // THROWS oneLine
                    return result(a);
                }
                @Async static Coroutine<Integer> lastOfOneLine(int zero) {
                    int a = await(value(1)) + await(value(2)) + await(value(3)) / zero; return result(a); // THROWS lastOfOneLine
                }
                @Async static Coroutine<Integer> severalLines(int zero) {
                    int a = await(value(1))
                            + await(value(2))
                            + await(value(3)) / zero // THROWS severalLines
                            + await(value(4));
                    return result(a);
                }
                @Async static Coroutine<Integer> callee(int zero) {
                    await(value(0));
                    return result(await(value(zero)) + deeper(await(value(zero)))); // THROWS callee
                }
                static int deeper(int zero) { return 1 / zero; }
                @Async static Coroutine<Integer> thrown(int zero) {
                    await(value(1)); await(value(2));
                    if (zero == 0) {
                        throw new ArithmeticException(await(text("x"))); // THROWS thrown
                    }
                    return result(0);
                }
                @Async static Coroutine<Integer> inFinally(int zero) {
                    try {
                        await(value(1));
                    } finally {
                        int a = await(value(5)) / zero; // THROWS inFinally
                    }
                    return result(0);
                }
                @Async static Coroutine<Integer> lambda(int zero) throws Exception {
                    AsyncCallable<Integer> c = () -> {
                        int a = await(value(1));
                        return result(a / zero); // THROWS lambda
                    };
                    return result(await(c.call()));
                }
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"oneLine", "lastOfOneLine", "severalLines", "callee", "thrown", "inFinally", "lambda"})
    void namesTheUsersMethodAndLine(String method) throws Exception {
        for (Vendor vendor : Vendor.values()) {
            Class<?> throwing = new CaseLoader(
                            CaseWeaver.weave(CaseCompiler.compile(vendor, Map.of("Throwing", SOURCE), "-g")))
                    .initialised("Throwing");
            for (boolean suspend : new boolean[] {false, true}) {
                var suspends = throwing.getDeclaredField("suspend");
                suspends.setAccessible(true);
                suspends.setBoolean(null, suspend);
                var go = throwing.getDeclaredMethod(method, int.class);
                go.setAccessible(true);
                ArithmeticException thrown =
                        assertThrows(ArithmeticException.class, () -> EventLoop.run((Coroutine<?>) go.invoke(null, 0)));
                StackTraceElement top = thrown.getStackTrace()[method.equals("callee") ? 1 : 0];
                assertEquals("Throwing.java:" + line(method), top.getFileName() + ":" + top.getLineNumber());
                assertEquals("Throwing", top.getClassName());
                if (!method.equals("lambda")) {
                    assertEquals(method, top.getMethodName());
                }
            }
        }
    }

    private static int line(String method) {
        String[] lines = SOURCE.split("\n");
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].matches(".*// THROWS " + method + "\\b.*")) {
                return i + 1;
            }
        }
        throw new AssertionError(method);
    }
}
