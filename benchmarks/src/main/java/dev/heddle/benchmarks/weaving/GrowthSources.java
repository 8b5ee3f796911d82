// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.weaving;

/** Sources to tell the growth of code by, in each dialect. */
final class GrowthSources {

    private static final String HEADER = """
            IMPORTS
            import java.util.*;
            import java.util.concurrent.*;
            public class Growing {
            """;

    private static final String CASES = """
                private final List<String> log = new ArrayList<>();
                ASYNC PROMISE<Integer> straight(CompletableFuture<Integer> a, CompletableFuture<Integer> b) { int x = await(a); int y = await(b); return RESULT(x + y); }
                ASYNC PROMISE<Integer> looping(List<CompletableFuture<Integer>> all) { int s = 0; for (CompletableFuture<Integer> each : all) { s += await(each); if (s > 100) { break; } } return RESULT(s); }
                ASYNC PROMISE<String> caught(CompletableFuture<String> a, CompletableFuture<String> b) { String r; try { r = await(a); } catch (IllegalStateException e) { r = e.getMessage() + await(b); } finally { log.add("over"); } return RESULT(r); }
                ASYNC PROMISE<String> onTheStack(CompletableFuture<String> a, CompletableFuture<Integer> b, int k) { return RESULT(new StringBuilder(await(a)).append(k).append(await(b)).append(Math.max(k, await(b))).toString()); }
                ASYNC PROMISE<Long> branching(CompletableFuture<Long> a, int how) { switch (how) { case 0: return RESULT(0L); case 1: return RESULT(await(a)); case 2: return RESULT(-await(a)); default: long t = await(a); return RESULT(t > 0 ? t + await(a) : t); } }
                ASYNC PROMISE<Integer> nested(CompletableFuture<Integer> a, int n) { int s = 0; for (int i = 0; i < n; i++) { for (long j = 0; j < i; j++) { s += await(a) * (int) j; } log.add("row " + i); } return RESULT(s); }
                ASYNC PROMISE<String> calls(CompletableFuture<String> a, CompletableFuture<String> b) { String x = await(caught(a, b)); String y = await(caught(b, a)); return RESULT(x + y); }
                ASYNC PROMISE<Void> quiet(CompletableFuture<Integer> a) { if (await(a) > 0) { log.add("positive"); } return RESULT(null); }
            """;

    /** Calls each of the cases so that the awaits have to wait that it comes to. */
    private static final String DRIVER = """
            import static dev.heddle.benchmarks.weaving.LoadedSize.drive;
            import java.util.*;
            import java.util.concurrent.CompletableFuture;
            public class Driving implements Runnable {
                public void run() {
                    Growing cases = new Growing();
                    CompletableFuture<Integer> i1 = new CompletableFuture<>(), i2 = new CompletableFuture<>();
                    drive(cases.straight(i1, i2), i1, 1, i2, 2);
                    i1 = new CompletableFuture<>(); i2 = new CompletableFuture<>();
                    drive(cases.looping(Arrays.asList(i1, i2)), i1, 1, i2, 2);
                    CompletableFuture<String> s1 = new CompletableFuture<>(), s2 = new CompletableFuture<>();
                    drive(cases.caught(s1, s2), s1, "a");
                    s1 = new CompletableFuture<>(); i1 = new CompletableFuture<>();
                    drive(cases.onTheStack(s1, i1, 3), s1, "a", i1, 1);
                    for (int how = 0; how < 4; how++) {
                        CompletableFuture<Long> j1 = new CompletableFuture<>();
                        drive(cases.branching(j1, how), j1, 1L);
                    }
                    i1 = new CompletableFuture<>();
                    drive(cases.nested(i1, 2), i1, 1);
                    s1 = new CompletableFuture<>(); s2 = new CompletableFuture<>();
                    drive(cases.calls(s1, s2), s1, "a", s2, "b");
                    i1 = new CompletableFuture<>();
                    drive(cases.quiet(i1), i1, 1);
                }
            }
            """;

    private GrowthSources() {}

    /** One method with a number of awaits. */
    static String awaits(Dialect dialect, int count) {
        return dialect.source(HEADER + "ASYNC static PROMISE<Integer> go(CompletableFuture<Integer> f) { int s = 0;\n"
                + "s += await(f);\n".repeat(count) + "return RESULT(s); }\n}");
    }

    /** One coroutine with a number of try blocks, each with two awaits. */
    static String tries(int count) {
        return Dialect.COROUTINE.source(
                HEADER + "ASYNC static PROMISE<Integer> go(CompletableFuture<Integer> f) { int s = 0;\n"
                        + "try { s += await(f); } catch (IllegalStateException e) { s -= await(f); }\n".repeat(count)
                        + "return RESULT(s); }\n}");
    }

    /** A number of methods with one await each. */
    static String methods(Dialect dialect, int count) {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < count; i++) {
            text.append("ASYNC static PROMISE<Integer> go")
                    .append(i)
                    .append("(CompletableFuture<Integer> f) { return RESULT(await(f) + 1); }\n");
        }
        return dialect.source(text + "}");
    }

    /** Methods as they may be. */
    static String cases(Dialect dialect) {
        return dialect.source(HEADER + CASES + "}");
    }

    /** A {@link Runnable}, {@code Driving}, that calls these methods. */
    static String driver() {
        return DRIVER;
    }
}
