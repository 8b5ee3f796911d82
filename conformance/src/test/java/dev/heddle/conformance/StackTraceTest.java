// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Coroutine;
import dev.heddle.conformance.harness.CaseCompiler;
import dev.heddle.conformance.harness.CaseLoader;
import dev.heddle.conformance.harness.CaseWeaver;
import dev.heddle.runtime.EventLoop;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** What the stack traces of woven code show: the program, and nothing of how it is woven. */
class StackTraceTest {

    private static final String SOURCE = """
            import static dev.heddle.Coroutine.*;
            import static dev.heddle.runtime.Tasks.*;
            import dev.heddle.*;
            import dev.heddle.runtime.*;
            public class Shop {
                @Async static Coroutine<Integer> price(int n) {
                    await(yieldNow());
                    if (n > 0) throw new IllegalStateException("sold out"); // line 8
                    await(new Promise<Integer>()); // line 9
                    return result(n);
                }
                @Async Coroutine<Integer> order(int n) {
                    return result(1 + await(price(n))); // line 13
                }
                @Async static Coroutine<Integer> nothing(int n) {
                    if (n > 0) await(yieldNow());
                    return null; // line 17
                }
                @Async static Coroutine<Integer> cancelled() {
                    Task<Integer> task = spawn(new Shop().order(0));
                    await(yieldNow()); await(yieldNow()); await(yieldNow());
                    cancel(task); // line 22
                    return result(await(task));
                }
                static void cancel(Task<?> task) { task.cancel("closed"); }
                @Async static Coroutine<Integer> outer(int n) { return result(await(nothing(n))); }

                public static Coroutine<Integer> start(String how) {
                    switch (how) {
                        case "fails": return new Shop().order(1);
                        case "cancelled": return cancelled();
                        case "nothing": return outer(0);
                        default: return outer(1);
                    }
                }
            }
            """;

    @SuppressWarnings("unchecked")
    private static Coroutine<Integer> start(String how) throws Exception {
        Map<String, byte[]> woven = CaseWeaver.weave(CaseCompiler.compile(Map.of("Shop", SOURCE), "-g"));
        return (Coroutine<Integer>) new CaseLoader(woven)
                .loadClass("Shop")
                .getMethod("start", String.class)
                .invoke(null, how);
    }

    private static List<String> lines(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .map(line -> line.getClassName() + "." + line.getMethodName() + ":" + line.getLineNumber())
                .toList();
    }

    private static void assertNoPlumbing(List<String> lines) {
        assertFalse(
                lines.stream().anyMatch(line -> line.contains("$resume") || line.contains("runtime.codegen")),
                lines::toString);
    }

    @Test
    void aFailureShowsTheCoroutinesThatAwaitIt() {
        List<String> lines = lines(assertThrows(IllegalStateException.class, () -> EventLoop.run(start("fails"))));
        assertEquals(List.of("Shop.price:8", "async Shop.order:13"), lines.subList(0, 2));
        assertNoPlumbing(lines);
    }

    @Test
    void aCancelledWaitShowsTheAwaitThatWasCancelledAndThenWhoDidIt() {
        List<String> lines = lines(assertThrows(CancellationException.class, () -> EventLoop.run(start("cancelled"))));
        assertEquals(List.of("Shop.price:9", "async Shop.order:13"), lines.subList(0, 2));
        assertTrue(lines.contains("Shop.cancel:25"), lines::toString);
        assertTrue(lines.contains("Shop.cancelled:22"), lines::toString);
        assertNoPlumbing(lines);
    }

    @Test
    void returningNullNamesTheMethodThatDoes() {
        for (String how : List.of("nothing", "nothingLate")) {
            String message = assertThrows(NullPointerException.class, () -> EventLoop.run(start(how)))
                    .getMessage();
            assertTrue(message.startsWith("await(null) in Shop.nothing (Shop.java:17): "), message);
        }
    }
}
