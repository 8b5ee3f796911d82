// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.*;
import static dev.heddle.conformance.Env.*;

import dev.heddle.*;
import dev.heddle.conformance.Expect;
import java.util.*;
import java.util.function.*;

/** B: objects that are half made while an await suspends. */
public class NewCases {

    static class A {
        final String s;
        A(String a, String b) { s = a + b; }
        A(String a, String b, String c) { s = a + b + c; }
        A(long a, double b, String c) { s = a + "#" + b + "#" + c; }
        A(A inner, Object o) { s = "(" + inner + o + ")"; }
        @Override public String toString() { return s; }
    }

    @Expect("OK") @Async static Coroutine<String> b1Second() { return result(new A("O", await(v("K"))).toString()); }
    @Expect("OK") @Async static Coroutine<String> b1First() { return result(new A(await(v("O")), "K").toString()); }
    @Expect("OK") @Async static Coroutine<String> b1Both() { return result(new A(await(v("O")), await(v("K"))).toString()); }
    @Expect("OK!OK!OK!") @Async static Coroutine<String> b1Three() {
        return result(new A(await(v("O")), "K", "!").s + new A("O", await(v("K")), "!").s + new A("O", "K", await(v("!"))).s);
    }
    @Expect("OK#") @Async static Coroutine<String> b1Nested() { return result(new A("O", new A("K", await(v("#"))).toString()).toString()); }
    @Expect("((ab1)2)") @Async static Coroutine<String> b1Deep() { return result(new A(new A(new A("a", await(v("b"))), await(v(1))), await(v(2))).s); }
    @Expect("1234567890123#3.14#OK") @Async static Coroutine<String> b1Wide() { return result(new A(await(v(1234567890123L)), await(v(3.14)), await(v("OK"))).s); }
    @Expect("yX noY") @Async static Coroutine<String> b1Conditional() {
        boolean t = await(v(true));
        return result(new A(t ? await(v("y")) : "n", t ? "X" : await(v("Y"))).s + " " + new A(!t ? await(v("y")) : "no", !t ? "X" : await(v("Y"))).s);
    }
    @Expect("loop0loop1loop2") @Async static Coroutine<String> inLoop() {
        String s = ""; for (int i = 0; i < 3; i++) s += new A("loop", await(v("" + i))).s; return result(s);
    }

    static class Sum { final Number n; Sum(Number n, Object o) { this.n = n; } static Number of(Sum s) { return s.n; } }
    @Expect("1.5 2") @Async static Coroutine<String> b4Merge() {
        boolean t = await(v(true));
        return result(Sum.of(new Sum(t ? (Number) Float.valueOf(1.5f) : (Number) Integer.valueOf(1), await(v("")))) + " " + Sum.of(new Sum(t ? (Number) Integer.valueOf(2) : (Number) Float.valueOf(1), await(v("")))));
    }
    static class Throws { Throws(int i) { throw new IllegalArgumentException("ctor " + i); } }
    @Expect("ctor 3 after") @Async static Coroutine<String> b4Throws() {
        String s;
        try { s = "" + new Throws(await(v(3))); } catch (IllegalArgumentException e) { s = e.getMessage(); }
        return result(s + await(v(" after")));
    }
    @Expect("5 5") @Async static Coroutine<String> b6() {
        Supplier<Integer> one = Integer.valueOf(await(v(5)))::intValue;
        int k = await(v(5)); IntSupplier two = () -> k;
        return result(one.get() + " " + two.getAsInt());
    }

    // Beyond the list.
    class Inner { final int x; Inner(int x) { this.x = x; } int sum() { return x + y; } }
    final int y = 100;
    @Async Coroutine<Integer> innerClass() { return result(new Inner(await(v(1))).sum() + this.new Inner(await(v(2))).sum()); }
    @Expect("203") @Async static Coroutine<Integer> inner() { return result(await(new NewCases().innerClass())); }
    @Expect("303") @Async static Coroutine<Integer> qualifiedInner() { NewCases n = new NewCases(); return result(n.new Inner(await(v(3))).sum() + await(v(n)).new Inner(await(v(100))).x + 100); }
    @Expect("anon 1 2") @Async static Coroutine<String> anonymous() {
        int cap = await(v(2));
        Object o = new A("anon ", await(v("1 "))) { @Override public String toString() { return s + cap; } };
        return result(o.toString());
    }
    @Expect("[x, y] {k=[1, 2]}") @Async static Coroutine<String> collections() {
        return result(new ArrayList<>(Arrays.asList(await(v("x")), await(v("y")))) + " " + new TreeMap<>(Map.of("k", List.of(await(v(1)), await(v(2))))));
    }
    @Expect("abcd") @Async static Coroutine<String> builder() { return result(new StringBuilder(await(v("a"))).append("b").append(await(v("c"))).append(new StringBuffer(await(v("d")))).toString()); }
    @Expect("!java.lang.IllegalStateException: failed x") @Async static Coroutine<Void> thrown() { throw new IllegalStateException("failed " + await(v("x"))); }
    @Expect("!java.lang.IllegalStateException: m") @Async static Coroutine<Void> thrownCause() { throw new IllegalStateException(await(v("m")), new RuntimeException(await(v("cause")))); }
    @Expect("dropped") @Async static Coroutine<String> statement() { new A("a", await(v("b"))); new A(await(v("a")), "b"); return result("dropped"); }
    @Expect("[3, 4]") @Async static Coroutine<String> arrayOfNew() {
        A[] all = {new A("3", await(v(""))), await(v(true)) ? new A("", await(v("4"))) : new A("no", "no")};
        return result(Arrays.toString(all));
    }
    record P(int a, String b, long c) { P { if (a < 0) throw new IllegalArgumentException("a"); } }
    @Expect("P[a=1, b=z, c=3]") @Async static Coroutine<String> record() { return result(new P(await(v(1)), await(v("z")), await(v(3L))).toString()); }
    @Expect("!java.lang.IllegalArgumentException: a") @Async static Coroutine<String> compact() { return result(new P(await(v(-1)), await(v("z")), await(v(3L))).toString()); }
    @Expect("12345678910") @Async static Coroutine<String> twoAtOnce() {
        return result(two(new A("1", await(v("2"))), new A(new A("3", await(v("4"))).s, new A(await(v("5")), "6").s), new A(7, 8, await(v("9")) + 10)));
    }
    static String two(A a, A b, A c) { return a.s + b.s + c.s.replace("#", "").replace(".0", ""); }
    @Expect("try K") @Async static Coroutine<String> tryAroundArgument() {
        A a;
        try { a = new A("try ", await(v("K"))); } catch (IllegalStateException e) { a = new A("caught ", await(v(e.getMessage()))); } finally { trace(await(v("fin"))); }
        return result(a.s);
    }
}
