// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.*;
import static dev.heddle.conformance.Env.*;

import dev.heddle.*;
import dev.heddle.conformance.Expect;
import java.util.*;
import java.util.function.*;

/** E: calls, classes, lambdas, tail calls. */
public class ClassCases {

    interface Body<T> { Coroutine<T> call() throws Exception; }
    interface Fn<A, B> { Coroutine<B> apply(A a); }

    @Async static Coroutine<String> run(Body<String> b) throws Exception { trace("run"); return result(await(b.call())); }
    @Expect(value = "-0+01#1&", trace = "run run") @Async static Coroutine<String> e2() throws Exception {
        String r = "-" + await(v(0));
        r += "+" + await(run(() -> { String s = "" + await(v(0)); return result(s + await(v(1)) + "#"); }));
        r += await(run(() -> result(await(v(1)) + "&")));
        return result(r);
    }
    static abstract class Base {
        @Async Coroutine<String> m() { return result("O" + await(v("K"))); }
        @Async Coroutine<String> m(int x) { return result("" + await(v(x))); }
        abstract Coroutine<String> n();
    }
    interface I { @Async default Coroutine<String> d() { return result(await(v("5")) + await(p())); } @Async private Coroutine<String> p() { return result(await(v("6"))); } @Async static Coroutine<String> st(String s) { await(v(0)); return result(s + await(sp())); } @Async private static Coroutine<String> sp() { return result(await(v("7"))); } }
    static class Sub extends Base implements I {
        @Override @Async Coroutine<String> m() { return result(await(super.m()) + await(super.m(5)) + await(I.super.d()) + await(d())); }
        @Override @Async public Coroutine<String> d() { return I.super.d(); }
        @Override @Async Coroutine<String> n() { return result(await(m())); }
    }
    @Expect("OK55656s7") @Async static Coroutine<String> e3() { return result(await(new Sub().n()) + await(I.st("s"))); }
    private int secret = 1;
    private static long counter;
    private int bump(int by) { secret += by; return secret; }
    @Async private Coroutine<Integer> priv(int x) { secret += await(v(x)); counter++; return result(bump(await(v(1)))); }
    class In { @Async Coroutine<Integer> go() { int a = secret; int b = await(priv(3)); secret++; await(v(0)); return result(a + b + bump(0) + ClassCases.this.secret); } }
    @Expect("18") @Async static Coroutine<Integer> e4() { return result(await(new ClassCases().new In().go())); }
    static class Ret<T> { @Async Coroutine<T> m(T t) { return result(await(v(t))); } }
    static class RetVoid extends Ret<String> { @Override @Async Coroutine<String> m(String t) { return super.m(t + "!"); } }
    static class RetNothing extends Ret<Void> { @Async Coroutine<Void> other() { await(v("x")); return done(); } @Override @Async Coroutine<Void> m(Void t) { return other(); } }
    @Expect("a! null") @Async static Coroutine<String> e7() { Ret<String> r = new RetVoid(); Ret<Void> n = new RetNothing(); return result(await(r.m("a")) + " " + await(n.m(null))); }
    @Expect("true 1 2 3 4 5.0 6.0 c") @Async static Coroutine<String> e11() {
        Character c = await(v('c')); boolean same = await(v('c')) == 'c' && c == await(v('c'));
        byte b = await(v((byte) 1)); short s = await(v((short) 2)); int i = await(v(3)); long l = await(v(4L)); float f = await(v(5f)); double d = await(v(6d));
        await(v(0)); return result(same + " " + b + " " + s + " " + i + " " + l + " " + f + " " + d + " " + c);
    }
    @Async static Coroutine<String> call(Fn<String, String> f, String x) { return f.apply(x); }
    @Expect("OK!+captured7") @Async static Coroutine<String> e12() {
        int k = await(v(7)); String cap = "captured";
        Fn<String, String> anonymous = new Fn<>() {
            int count = k;
            @Override @Async public Coroutine<String> apply(String s) { Fn<String, String> inner = t -> result(await(v(t)) + await(v("!"))); return result(await(inner.apply(s)) + "+" + cap + count + await(v(""))); }
        };
        return result(await(call(x -> result(await(anonymous.apply(x))), await(v("OK")))));
    }
    @Expect("6 720") @Async static Coroutine<String> e12Local() {
        class L { final int base; L(int b) { base = b; } @Async Coroutine<Integer> fact(int n) { if (n <= 1) return result(await(v(base))); return result(n * await(fact(n - 1))); } }
        return result(await(new L(1).fact(3)) + " " + await(new L(1).fact(6)));
    }
    enum Op implements Fn<Integer, Integer> {
        INC { @Override @Async public Coroutine<Integer> apply(Integer i) { return result(await(v(i)) + 1); } },
        TWICE { @Override @Async public Coroutine<Integer> apply(Integer i) { int x = await(v(i)); return result(x + await(INC.apply(x)) - 1); } };
        @Async Coroutine<Integer> both(int i) { return result(await(apply(i)) + ordinal() + await(v(0))); }
    }
    @Expect("6 11") @Async static Coroutine<String> enums() { return result(await(Op.INC.both(5)) + " " + await(Op.TWICE.both(5))); }
    record R(int a, String b) { @Async Coroutine<String> str() { return result("" + await(v(a))); } @Async Coroutine<String> go() { return result(b + await(v(a)) + await(twice(a))); } @Async private Coroutine<Integer> twice(int x) { return result(x + await(v(x))); } @Async static Coroutine<R> make(int a) { return result(new R(await(v(a)), await(v("r")))); } }
    @Expect("r48") @Async static Coroutine<String> records() { return result(await(await(R.make(4)).go())); }
    sealed interface Shape permits Sq, Ci {} record Sq(int s) implements Shape {} record Ci(int r) implements Shape {}
    @Async static Coroutine<Integer> area(Shape s) { if (s instanceof Sq q && await(v(q.s())) > 1) return result(q.s() * await(v(q.s()))); if (!(s instanceof Ci c)) return result(-1); await(v(0)); return result(3 * c.r() * await(v(c.r()))); }
    @Expect("9 12 -1") @Async static Coroutine<String> sealedShapes() { return result(await(area(new Sq(3))) + " " + await(area(new Ci(2))) + " " + await(area(new Sq(1)))); }
    interface Visitor<R> { R visit(Object o); }
    static class Tree<T extends Comparable<T>> {
        T value; Tree<T> left, right; Tree(T v) { value = v; }
        @Async Coroutine<Tree<T>> insert(T x) { int c = await(v(x)).compareTo(value); if (c < 0) left = left == null ? new Tree<>(x) : await(left.insert(x)); else right = right == null ? new Tree<>(x) : await(right.insert(x)); return result(this); }
        @Async Coroutine<Void> walk(List<? super T> out) { if (left != null) await(left.walk(out)); out.add(await(v(value))); if (right != null) await(right.walk(out)); return done(); }
    }
    @Expect("[1, 2, 3, 4, 5]") @Async static Coroutine<List<Integer>> tree() {
        Tree<Integer> t = new Tree<>(3); for (int i : new int[] {1, 4, 2, 5}) t = await(t.insert(i));
        List<Integer> out = new ArrayList<>(); await(t.walk(out)); return result(out);
    }
    @Async static Coroutine<Integer> over(int a) { return result(await(v(1))); }
    @Async static Coroutine<Integer> over(long a) { return result(await(v(2))); }
    @Async static Coroutine<Integer> over(Object a) { return result(await(v(3))); }
    @Async static Coroutine<Integer> over(int... a) { return result(await(v(4)) + a.length); }
    @Async Coroutine<Integer> over(String a) { return result(await(v(5))); }
    @Expect("1235 6") @Async static Coroutine<String> overloads() { return result("" + await(over(1)) + await(over(1L)) + await(over((Object) "")) + await(new ClassCases().over("")) + " " + await(over(1, 2))); }
    @Async static Coroutine<Integer> fib(int n) { return n < 2 ? result(await(v(n))) : result(await(fib(n - 1)) + await(fib(n - 2))); }
    @Expect("13") @Async static Coroutine<Integer> fibonacci() { return result(await(fib(7))); }
    @Async static Coroutine<Boolean> even(int n) { if (n == 0) return result(true); return odd(n - 1); }
    @Async static Coroutine<Boolean> odd(int n) { if (n == 0) return result(await(v(false))); return result(await(even(n - 1))); }
    @Expect("true false") @Async static Coroutine<String> mutual() { return result(await(even(20)) + " " + await(odd(6))); }
    @Expect("nested 6") @Async static Coroutine<String> lambdasInLambdas() throws Exception {
        int a = await(v(1));
        Body<String> outer = () -> { int b = await(v(2)) + a; Body<Integer> inner = () -> { int c = await(v(3)); return result(a + b + c - 1); }; int r = await(inner.call()); Supplier<String> plain = () -> "nested " + r; return result(plain.get()); };
        return result(await(outer.call()));
    }
    @Expect("abc 3") @Async static Coroutine<String> methodReferences() throws Exception {
        Fn<String, String> f = ClassCases::echo; Body<String> g = new R(3, "")::str; Function<String, Coroutine<String>> h = ClassCases::echo;
        return result(await(f.apply("a")) + await(h.apply("b")) + await(f.apply("c")) + " " + await(g.call()));
    }
    @Async static Coroutine<String> echo(String s) { return result(await(v(s))); }
    static { }
    @Expect("!java.lang.NullPointerException") @Async static Coroutine<String> nullReceiver() { ClassCases c = await(v((ClassCases) null)); return result("" + await(c.priv(1))); }
    @Expect("!java.lang.NullPointerException") @Async static Coroutine<String> awaitNull() { return result("" + await((Awaitable<String>) null)); }
    @Expect("s1 p1") @Async static Coroutine<String> staticNested() { return result(await(Deep.Deeper.go("s")) + " " + await(new Deep.Deeper().inst("p"))); }
    static class Deep { static class Deeper { @Async static Coroutine<String> go(String s) { return result(s + await(v(1))); } @Async final Coroutine<String> inst(String s) { return result(s + await(v(1))); } } }
    static final class Fin { int n; @Async Coroutine<Integer> down(int k) { n++; if (k == 0) return result(n); return result(await(down(k - 1)) + await(v(0))); } }
    @Expect("11") @Async static Coroutine<Integer> finalClass() { return result(await(new Fin().down(10))); }
    @Expect("x 12 c[]") @Async static Coroutine<String> varargs() { return result(await(va("x")) + " " + await(va("", 1, 2)) + " " + await(va("c", (Object) new int[0].length)).replace("0", "[]")); }
    @Async static Coroutine<String> va(String h, Object... all) { String r = h; for (Object o : all) r += await(v(o)); return result(r); }
}
