// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.heddle.conformance.harness.CaseSet;
import dev.heddle.conformance.harness.CaseTests;
import dev.heddle.conformance.harness.Flavour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Loops that are entered again in their midst, by what they begin with: each comparison of ints, with the variable that changes on either side or on both, with constants and
 * with what has the least and the greatest value; and what no value can be found for beforehand. The twin, which has no awaits, tells how often each goes round.
 */
class LoopConditionsTest {

    /** Each goes round a few times; k is counted up by one in each round. */
    static final List<String> CONDITIONS = List.of(
            // The variable on the left, beside one that stays.
            "int i = 0, n = 3;                                        |i < n  |i++",
            "int i = 0, n = 3;                                        |i <= n |i++",
            "int i = 3, n = 0;                                        |i > n  |i--",
            "int i = 3, n = 0;                                        |i >= n |i--",
            "int i = 0, n = 3;                                        |i != n |i++",
            "int i = 3, n = 3;                                        |i == n |i += k / 3",
            // On the right.
            "int i = 0, n = 3;                                        |n > i  |i++",
            "int i = 0, n = 3;                                        |n >= i |i++",
            "int i = 3, n = 0;                                        |n < i  |i--",
            "int i = 3, n = 0;                                        |n <= i |i--",
            "int i = 0, n = 3;                                        |n != i |i++",
            "int i = 3, n = 3;                                        |n == i |i += k / 3",
            // Beside a constant, and beside nought.
            "int i = 0;                                               |i < 3  |i++",
            "int i = 40_000;                                          |40_003 >= i|i++",
            "int i = 100_000;                                         |i != 100_003|i++",
            "int i = 3;                                               |i > 0  |i--",
            "int i = 3;                                               |i >= 0 |i--",
            "int i = -3;                                              |i < 0  |i++",
            "int i = -3;                                              |i <= 0 |i++",
            "int i = 3;                                               |i != 0 |i--",
            "int i = 0;                                               |i == 0 |i = k / 3",
            // Both change.
            "int i = 0, n = 6;                                        |i < n  |i++; n--",
            "int i = 0, n = 6;                                        |n >= i |i++; n--",
            "int i = 0, n = 6;                                        |i != n |i++; n--",
            // At the ends of the range.
            "int i = Integer.MIN_VALUE, n = Integer.MIN_VALUE + 2;    |i < n  |i++",
            "int i = Integer.MAX_VALUE, n = Integer.MAX_VALUE - 2;    |i > n  |i--",
            "int i = Integer.MAX_VALUE - 2, n = Integer.MAX_VALUE;    |i != n |i++",
            "int i = 0, n = Integer.MIN_VALUE;                        |i >= n & k < 3|i--",
            // Other types that are ints to the JVM.
            "boolean more = true;                                     |more   |more = k < 3",
            "boolean done = false;                                    |!done  |done = k >= 3",
            "char c = 'a';                                            |c < 'd'|c++",
            "byte b = 0;                                              |b != 3 |b++",
            // What can't be led through: other types, calls, fields, two comparisons.
            "long i = 0, n = 3;                                       |i < n  |i++",
            "String s = \"\";                                         |s != null|s = k < 3 ? s + k : null",
            "List<Integer> l = new ArrayList<>();                     |l.size() < 3|l.add(k)",
            "int[] a = new int[3]; int i = 0;                         |i < a.length|i++",
            "int i = 0, n = 3;                                        |i < n && k < 9|i++",
            "int i = 0, n = 3;                                        |i + 1 < n|i++",
            "int i = -3, n = 5;                                       |i + 5 < n|i++",
            "int i = 0;                                               |true   |if (++i >= 3) break",
            // Nothing that changes.
            "int i = 0, n = 3, m = 1;                                 |m < n  |if (++i >= 3) break",
            "int i = 0, n = 3, m = 3;                                 |m == n |if (++i >= 3) break",
            "int i = 0, n = 3;                                        |n > 0  |if (++i >= 3) break");

    /** The way to a state leads through an outer loop, which leaves a variable of the inner one as far from nought as can be. */
    private static final String AT_THE_ENDS = """
            @Expect("") @Async static Coroutine<String> lowest() {
                int n = Integer.MIN_VALUE, i = 0, k = 0;
                while (n == Integer.MIN_VALUE) {
                    i = 0;
                    n = 4;
                    while (i < n) {
                        trace(await(v(i + " " + n)));
                        i++;
                        n--;
                    }
                    n = ++k < 3 ? Integer.MIN_VALUE : 0;
                }
                return result("");
            }
            @Expect("") @Async static Coroutine<String> highest() {
                int n = Integer.MAX_VALUE, i = 0, k = 0;
                while (n == Integer.MAX_VALUE) {
                    i = 4;
                    n = 0;
                    while (n <= i && i != n) {
                        trace(await(v(i + " " + n)));
                        i--;
                        n++;
                    }
                    i = 3;
                    while (!(i <= n)) {
                        trace(await(v(i + " " + n)));
                        i--;
                    }
                    n = ++k < 3 ? Integer.MAX_VALUE : 0;
                }
                return result("");
            }
            """;

    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** A variable's name, where it is declared. */
    private static final Pattern DECLARED = Pattern.compile("(\\w+) = ");

    /** Makes a method of its number, what is declared, the condition, the step, and what traces the variables. */
    @FunctionalInterface
    interface Template {
        String fill(int number, String declarations, String condition, String step, String traces);
    }

    static String members(Template template) {
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < CONDITIONS.size(); i++) {
            String[] parts = CONDITIONS.get(i).split("\\|(?=[^|])", 3);
            String traces = DECLARED.matcher(parts[0])
                    .results()
                    .map(name -> "trace(" + name.group(1) + "); ")
                    .filter(trace -> !trace.contains("(a)"))
                    .collect(Collectors.joining());
            members.append(template.fill(i, parts[0].strip(), parts[1].strip(), parts[2].strip(), traces));
        }
        return members.toString();
    }

    @TestFactory
    List<DynamicTest> eachConditionIsPassedAgainOnTheWayBack() {
        String members = members(LoopConditionsTest::method) + AT_THE_ENDS;
        Map<String, String> sources = Map.of("Conditions", """
                import static dev.heddle.Coroutine.*;
                import static dev.heddle.conformance.Env.*;
                import dev.heddle.*;
                import dev.heddle.conformance.Expect;
                import java.util.*;
                public class Conditions {
                """ + members + "}");
        CaseSet twins = CaseSet.of(sources, Flavour.TWIN);
        return Stream.of(Flavour.COROUTINE, Flavour.FUTURE)
                .flatMap(flavour -> CaseTests.of(twins, CaseSet.of(sources, flavour, "-g")).stream())
                .map(LoopConditionsTest::limited)
                .toList();
    }

    /** Who is led out of the loop on the way to a state comes back to its beginning, and goes round for ever, without an await: nothing but time tells. */
    private static DynamicTest limited(DynamicTest test) {
        return DynamicTest.dynamicTest(
                test.getDisplayName(), () -> assertTimeoutPreemptively(LONGEST, test.getExecutable()));
    }

    /** The loop alone, and inside and around another one. What comes out is told by the twin. */
    private static String method(int number, String declarations, String condition, String step, String traces) {
        return """
                @Expect("") @Async static Coroutine<String> c%d() {
                    int k = 0;
                    %s
                    for (int outer = 0; outer < 2; outer++) {
                        while (%s) {
                            k++;
                            trace(await(v("a" + k)));
                            %s
                            for (int inner = 2; 0 < inner; inner--) {
                                if (k == 2) continue;
                                trace(await(v("b" + inner)));
                            }
                            %s;
                            if (k > 20) throw new IllegalStateException("goes round for ever");
                        }
                        trace(await(v("c" + outer)));
                        %s
                    }
                    return result("");
                }
                """.formatted(number, declarations, condition, traces, step, traces);
    }
}
