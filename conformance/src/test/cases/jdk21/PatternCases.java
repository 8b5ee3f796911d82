// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.*;
import static dev.heddle.conformance.Env.*;

import dev.heddle.*;
import dev.heddle.conformance.Expect;
import java.util.*;
import java.util.function.*;

/** What Java 21 adds: patterns in switches, and in records. */
public class PatternCases {

    sealed interface Shape permits Sq, Rect, Ci {}
    record Sq(int s) implements Shape {}
    record Rect(int w, int h) implements Shape {}
    record Ci(Object r) implements Shape {}
    record Pair<A, B>(A a, B b) {}

    @Async static Coroutine<String> kind(Object o) {
        return result(switch (o) {
            case null -> "null" + await(v("!"));
            case Integer i when await(v(i)) > 10 -> "big " + await(v(i));
            case Integer i when i > 5 && await(v(true)) -> "mid " + i;
            case Integer i -> "small " + await(v(i));
            case String s when s.length() > await(v(2)) -> { String t = await(v(s)); yield "long " + t; }
            case String s -> "short " + s;
            case int[] a -> "ints " + a.length + await(v(0));
            case Pair(Integer a, Pair(String b, var c)) when await(v(a)) > 0 -> a + b + await(v(c));
            case Pair(var a, Pair<?, ?> p) -> "pair " + await(v(a)) + p.a();
            case Pair<?, ?>(Sq(int s), Rect(int w, int h)) -> "shapes " + s * w * await(v(h));
            case Shape s -> "shape " + await(area(s));
            default -> "other";
        });
    }
    @Async static Coroutine<Integer> area(Shape s) {
        switch (s) {
            case Sq(int x) -> { await(v(0)); return result(x * await(v(x))); }
            case Rect(int w, int h) when w == h -> { return result(-await(v(w))); }
            case Rect(int w, int h) -> { return result(w * await(v(h))); }
            case Ci(Integer r) -> { return result(3 * r * r + await(v(0))); }
            case Ci c -> { return result(await(v(-1))); }
        }
    }
    @Expect("null! big 20 mid 7 small 3 long abc short ab ints 20 1x2.5 pair -1q shapes 6 shape 9 shape 12 shape -4 shape 12 shape -1 other") @Async static Coroutine<String> switches() {
        StringJoiner j = new StringJoiner(" ");
        Object[] all = {null, 20, 7, 3, "abc", "ab", new int[2], new Pair<>(1, new Pair<>("x", 2.5)), new Pair<>(-1, new Pair<>("q", null)), new Pair<>(new Sq(1), new Rect(2, 3)),
            new Sq(3), new Rect(3, 4), new Rect(4, 4), new Ci(2), new Ci("x"), 1.5};
        for (Object o : all) j.add(await(kind(o)));
        return result(j.toString());
    }
    @Expect("5 x- !") @Async static Coroutine<String> instanceofRecords() {
        Object o = await(v(new Pair<>(new Pair<>(2, 3), "x")));
        String r = "";
        if (o instanceof Pair<?, ?>(Pair<?, ?>(Integer a, Integer b), String s) && await(v(a)) == 2) r += (a + await(v(b))) + " " + s;
        if (!(o instanceof Pair<?, ?>(String t, var u) && await(v(true)))) r += "-";
        return result(r + " " + (o instanceof Pair<?, ?>(var a, var b) && await(v(b)).equals("x") ? "!" : "?"));
    }
    enum Color { RED, GREEN } sealed interface Named permits Col, Num {} record Col(Color c) implements Named {} record Num(int n) implements Named {}
    @Expect("r g n1 n9") @Async static Coroutine<String> enumsInPatterns() {
        StringJoiner j = new StringJoiner(" ");
        for (Named n : List.of(new Col(Color.RED), new Col(Color.GREEN), new Num(1), new Num(9)))
            j.add(switch (n) { case Col(Color c) when c == Color.RED -> await(v("r")); case Col(Color c) -> await(v("g")); case Num(int k) -> "n" + await(v(k)); });
        return result(j.toString());
    }
    @Expect("!java.lang.MatchException: java.lang.IllegalStateException: accessor") @Async static Coroutine<String> throwingAccessor() {
        record Bad(int x) { public int x() { throw new IllegalStateException("accessor"); } }
        Object o = await(v(new Bad(1)));
        return result(switch (o) { case Bad(int x) when await(v(x)) > 0 -> "no"; default -> await(v("no")); });
    }
    @Expect("caught accessor") @Async static Coroutine<String> caughtAccessor() {
        record Bad(int x) { public int x() { throw new IllegalStateException("accessor"); } }
        Object o = await(v(new Bad(1)));
        try { if (o instanceof Bad(int x) && await(v(x)) > 0) return result("no"); } catch (MatchException e) { return result("caught " + e.getCause().getMessage() + await(v(""))); }
        return result("no");
    }
    @Expect("first [1, 2] last 2") @Async static Coroutine<String> patternInLoopWithTry() {
        StringBuilder r = new StringBuilder();
        for (Object o : new Object[] {List.of(1, 2), "last"}) {
            try { switch (o) { case List<?> l when !l.isEmpty() && await(v(true)) -> r.append("first ").append(await(v(l))); case String s -> r.append(" ").append(s).append(await(v(" 2"))); default -> { } } }
            finally { await(v(0)); }
        }
        return result(r.toString());
    }
}
