// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.heddle.Coroutine;
import dev.heddle.conformance.harness.CaseCompiler;
import dev.heddle.conformance.harness.CaseLoader;
import dev.heddle.conformance.harness.CaseWeaver;
import dev.heddle.runtime.EventLoop;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A million awaits in one another, on the stack that a thread has by default. */
class RecursionTest {

    private static final String SOURCE = """
            import static dev.heddle.Coroutine.*;
            import static dev.heddle.runtime.Tasks.*;
            import dev.heddle.*;
            import dev.heddle.runtime.*;
            public class Deep {
                interface I { Coroutine<Integer> m(int n); }
                static class A implements I { @Override @Async public Coroutine<Integer> m(int n) { return n == 0 ? result(0) : result(1 + await(virtual(n - 1))); } @Async Coroutine<Integer> virtual(int n) { return n == 0 ? result(0) : result(1 + await(virtual(n - 1))); } }
                static class B implements I { I other = this; @Override @Async public Coroutine<Integer> m(int n) { if (n == 0) { await(yieldNow()); return result(0); } return result(1 + await(other.m(n - 1))); } }
                @Async static Coroutine<Integer> direct(int n) { return n == 0 ? result(0) : result(1 + await(direct(n - 1))); }
                @Async static Coroutine<Integer> suspended(int n) { if (n == 0) { await(yieldNow()); return result(0); } return result(1 + await(suspended(n - 1))); }
                @Async static Coroutine<Integer> throwing(int n) { if (n == 0) { throw new IllegalStateException("bottom"); } return result(1 + await(throwing(n - 1))); }
                @Async static Coroutine<Integer> throwingLate(int n) { if (n == 0) { await(yieldNow()); throw new IllegalStateException("bottom"); } return result(1 + await(throwingLate(n - 1))); }
                @Async static Coroutine<Integer> tail(int n) { if (n == 0) { await(yieldNow()); return result(7); } return tail(n - 1); }
                @Async static Coroutine<Integer> finallyEach(int n, int[] count) { if (n == 0) { await(yieldNow()); return result(0); } try { return result(1 + await(finallyEach(n - 1, count))); } finally { count[0]++; } }
                @Async static Coroutine<Integer> wide(long a, long b, long c, double d, int n) { if (n == 0) return result(0); int r = await(wide(a + 1, b, c, d, n - 1)); return result((int) (r + b - c + d)); }
                @Async static Coroutine<Integer> inLoop(int n) { int s = 0; for (int i = 0; i < 1; i++) s += n == 0 ? 0 : 1 + await(inLoop(n - 1)); return result(s); }
                @Async static Coroutine<Integer> returnInTry(int n) { try { if (n == 0) { await(yieldNow()); return result(5); } return returnInTry(n - 1); } catch (IllegalStateException e) { return result(0); } }

                public static Coroutine<Integer> start(String how, int n) throws Exception {
                    switch (how) {
                        case "static": return direct(n);
                        case "virtual": return new A().m(n);
                        case "interface": return new B().m(n);
                        case "suspended": return suspended(n);
                        case "throwing": return caught(() -> throwing(n));
                        case "throwingLate": return caught(() -> throwingLate(n));
                        case "tail": return tail(n);
                        case "finally": return counted(n);
                        case "wide": return wide(1, 2, 2, 1.0, n);
                        case "inLoop": return inLoop(n);
                        case "returnInTry": return returnInTry(n);
                        default: AsyncCallable<Integer>[] self = new AsyncCallable[1]; int[] left = {n}; self[0] = () -> left[0]-- == 0 ? result(0) : result(1 + await(self[0].call())); return self[0].call();
                    }
                }
                @Async static Coroutine<Integer> caught(AsyncCallable<Integer> c) throws Exception { try { return result(await(c.call())); } catch (IllegalStateException e) { return result(e.getMessage().equals("bottom") ? -1 : -2); } }
                @Async static Coroutine<Integer> counted(int n) { int[] count = new int[1]; int r = await(finallyEach(n, count)); return result(r == count[0] ? r : -r); }
            }
            """;

    private static final int DEPTH = 1_000_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static",
                "virtual",
                "interface",
                "suspended",
                "throwing",
                "throwingLate",
                "tail",
                "finally",
                "wide",
                "inLoop",
                "returnInTry",
                "lambda"
            })
    void million(String how) throws Exception {
        CaseLoader loader = new CaseLoader(CaseWeaver.weave(CaseCompiler.compile(Map.of("Deep", SOURCE), "-g")));
        Object coroutine = loader.initialised("Deep")
                .getMethod("start", String.class, int.class)
                .invoke(null, how, DEPTH);
        int expected = switch (how) {
            case "throwing", "throwingLate" -> -1;
            case "tail" -> 7;
            case "returnInTry" -> 5;
            default -> DEPTH;
        };
        assertEquals(expected, EventLoop.run((Coroutine<?>) coroutine));
    }

    private static final int MANY = 250;

    /** So many that they travel in the frame, from which a start that is put off must take them as well. */
    @ParameterizedTest
    @ValueSource(strings = {"down", "round"})
    void argumentsThatTravelInTheFrameSurviveALateStart(String how) throws Exception {
        String parameters =
                IntStream.range(0, MANY).mapToObj(i -> ", int a" + i).collect(Collectors.joining());
        String arguments = IntStream.range(0, MANY).mapToObj(i -> ", a" + i).collect(Collectors.joining());
        String numbers = IntStream.range(0, MANY).mapToObj(i -> ", " + i).collect(Collectors.joining());
        String source = """
                import static dev.heddle.Coroutine.*;
                import dev.heddle.*;
                public class Crowded {
                    @Async Coroutine<Integer> deep(int n, long wide%1$s) { return n == 0 ? result(a3 + a249 + (int) wide) : result(1 + await(deep(n - 1, wide%2$s))); }
                    @Async static Coroutine<Integer> down(int n) { return new Crowded().deep(n, 5L%3$s); }
                    @Async static Coroutine<Integer> round(int n) { int sum = 0; for (int i = 0; i < n; i++) sum = (sum + await(new Crowded().deep(0, (long) i - 251%3$s))) %% 1000; return result(sum); }
                }
                """.formatted(parameters, arguments, numbers);
        CaseLoader loader = new CaseLoader(CaseWeaver.weave(CaseCompiler.compile(Map.of("Crowded", source), "-g")));
        var method = loader.initialised("Crowded").getDeclaredMethod(how, int.class);
        method.setAccessible(true);
        int n = 10_000;
        int around = 0;
        for (int i = 0; i < n; i++) {
            around = (around + i + 1) % 1_000;
        }
        assertEquals(how.equals("down") ? n + 257 : around, EventLoop.run((Coroutine<?>) method.invoke(null, n)));
    }
}
