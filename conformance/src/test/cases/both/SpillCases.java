// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.*;
import static dev.heddle.conformance.Env.*;

import dev.heddle.*;
import dev.heddle.conformance.Expect;
import java.util.*;
import java.util.function.*;

/** A: what is on the operand stack while an await suspends, and in which order things are evaluated. */
public class SpillCases {

    static int leaf;
    static int joins;

    static String plain(String a, String b, String c, String d) { joins++; return a + b + c + d; }
    @Async static Coroutine<String> async(String a, String b, String c, String d) { joins++; return result(a + await(v(b)) + c + d); }
    @Async static Coroutine<String> leaf(int i) { leaf++; return result(await(v(i)) + ";"); }

    @Expect("1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;/16/5") @Async static Coroutine<String> a1PlainInPlain() {
        leaf = 0; joins = 0; int i = 1;
        String s = plain(plain(await(leaf(i++)), await(leaf(i++)), await(leaf(i++)), await(leaf(i++))), plain(await(leaf(i++)), await(leaf(i++)), await(leaf(i++)), await(leaf(i++))),
                plain(await(leaf(i++)), await(leaf(i++)), await(leaf(i++)), await(leaf(i++))), plain(await(leaf(i++)), await(leaf(i++)), await(leaf(i++)), await(leaf(i++))));
        return result(s + "/" + leaf + "/" + joins);
    }
    @Expect("1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;/16/5") @Async static Coroutine<String> a1AsyncInPlain() {
        leaf = 0; joins = 0; int i = 1;
        String s = plain(await(async(await(leaf(i++)), await(leaf(i++)), await(leaf(i++)), await(leaf(i++)))), await(async(await(leaf(i++)), await(leaf(i++)), await(leaf(i++)), await(leaf(i++)))),
                await(async(await(leaf(i++)), await(leaf(i++)), await(leaf(i++)), await(leaf(i++)))), await(async(await(leaf(i++)), await(leaf(i++)), await(leaf(i++)), await(leaf(i++)))));
        return result(s + "/" + leaf + "/" + joins);
    }
    @Expect("1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;/16/5") @Async static Coroutine<String> a1PlainInAsync() {
        leaf = 0; joins = 0; int i = 1;
        String s = await(async(plain(await(leaf(i++)), await(leaf(i++)), await(leaf(i++)), await(leaf(i++))), plain(await(leaf(i++)), await(leaf(i++)), await(leaf(i++)), await(leaf(i++))),
                plain(await(leaf(i++)), await(leaf(i++)), await(leaf(i++)), await(leaf(i++))), plain(await(leaf(i++)), await(leaf(i++)), await(leaf(i++)), await(leaf(i++)))));
        return result(s + "/" + leaf + "/" + joins);
    }
    @Expect("1;2;3;4;5;6;7;8;/8/3") @Async static Coroutine<String> a1AsyncInAsync() {
        leaf = 0; joins = 0; int i = 1;
        String s = await(async(await(async(await(leaf(i++)), await(leaf(i++)), await(leaf(i++)), await(leaf(i++)))), await(async(await(leaf(i++)), await(leaf(i++)), await(leaf(i++)), await(leaf(i++)))), "", ""));
        return result(s + "/" + leaf + "/" + joins);
    }

    static int get(int x) { trace(x); return x; }
    @Async static Coroutine<Integer> f(int x) { trace("F(" + x + ")"); return result(await(v(x))); }
    @Async static Coroutine<Boolean> f(boolean x) { trace("F(" + x + ")"); return result(await(v(x))); }
    static String p(Object... all) { return Arrays.toString(all); }
    static String p5(int a, int b, int c, int d, int e) { return a + " " + b + " " + c + " " + d + " " + e; }

    @Expect(value = "111 222 333 444 555", trace = "111 222 333 444 F(444) 555") @Async static Coroutine<String> a2() {
        return result(p5(get(111), get(222), get(333), await(f(get(444))), get(555)));
    }
    @Expect(value = "111 222 333 444 555", trace = "111 222 F(222) 333 444 F(444) 555") @Async static Coroutine<String> a2Two() {
        return result(p5(get(111), await(f(get(222))), get(333), await(f(get(444))), get(555)));
    }
    @Expect("[1, 2, 3, 4, 5, 6]") @Async static Coroutine<String> a3() {
        return result(p(1, await(v(2)), 3, await(await(await(v(v(v(4)))))), await(v(5)), 6));
    }
    @Expect("[1, 2]") @Async static Coroutine<String> a3Nested() { return result(p(1, await(f(await(f(2)))))); }

    @Async static Coroutine<Integer> ternary(boolean b1, boolean b2) {
        int c = 0;
        c += b1 ? 1 : await(f(2));
        c += b2 ? await(f(4)) : 8;
        return result(await(f(c + 0)));
    }
    @Expect(value = "5 9 6 10", trace = "F(4) F(5) F(9) F(2) F(4) F(6) F(2) F(10)") @Async static Coroutine<String> a4() {
        return result(await(ternary(true, true)) + " " + await(ternary(true, false)) + " " + await(ternary(false, true)) + " " + await(ternary(false, false)));
    }
    @Expect(value = "4", trace = "F(true) F(false) F(4)") @Async static Coroutine<Integer> a5() {
        boolean b1 = false, b2 = true; int n = 0;
        if (b1 && await(f(true))) n += 1;
        if (b2 && await(f(true)) && await(f(false))) n += 2;
        return result(await(f(n + 4)));
    }
    @Expect(value = "13", trace = "F(true) F(false) F(13)") @Async static Coroutine<Integer> a6() {
        boolean b1 = true, b2 = false; int n = 10;
        if (b1 || await(f(true))) n += 1;
        if (b2 || await(f(true)) || await(f(false))) n += 2;
        if (b2 | await(f(false))) n += 4;
        return result(await(f(n)));
    }
    @Async static Coroutine<String> f(String s) { trace("F(" + s + ")"); return result(await(v(s))); }
    @Async static Coroutine<String> coalesce(String a, String b) { String t; return result((t = await(f(a))) != null ? t : await(f(b))); }
    @Expect(value = "null a b c", trace = "F(null) F(null) F(null) F(a) F(b) F(c)") @Async static Coroutine<String> a7() {
        return result(await(coalesce(null, null)) + " " + await(coalesce(null, "a")) + " " + await(coalesce("b", null)) + " " + await(coalesce("c", "d")));
    }
    @Expect("-1 1 -1 -2 false") @Async static Coroutine<String> a8() {
        return result(-await(v(1)) + " " + -(-await(v(1))) + " " + -(-(-await(v(1)))) + " " + ~await(v(1)) + " " + !await(v(true)));
    }
    @Async static Coroutine<Integer> a9(int x) { int c = 0; c = await(f(x)) + c; c = await(f(x)) + c; return result(c); }
    @Expect("42") @Async static Coroutine<Integer> a9() { return result(await(a9(21))); }

    @Expect("[1, 5, 3]") @Async static Coroutine<String> a11() { return result(p(1, await(v(true)) ? await(v(5)) : await(v(6)), 3)); }
    @Expect("[1, true, 3]") @Async static Coroutine<String> a11Logical() {
        return result(p(1, await(v(true)) && await(v(true)) || await(v(false)), 3));
    }

    final boolean field = true;
    static final boolean STATIC_FIELD = Boolean.parseBoolean("true");
    final boolean other = Boolean.parseBoolean("true");
    final String nothing = null;
    @Async Coroutine<Void> a12Instance() { trace(other && await(v(false))); trace(other); trace(field && await(v(false))); trace(field); return done(); }
    @Expect(value = "null", trace = "false true false true") @Async static Coroutine<Void> a12() { await(new SpillCases().a12Instance()); return done(); }
    @Expect(value = "null", trace = "false true") @Async static Coroutine<Void> a12Static() { trace(STATIC_FIELD && await(v(false))); trace(STATIC_FIELD); return done(); }
    @Async Coroutine<Void> a13Instance() { trace(nothing != null ? nothing : await(v("hello"))); trace(nothing); return done(); }
    @Expect(value = "null", trace = "hello null") @Async static Coroutine<Void> a13() { await(new SpillCases().a13Instance()); return done(); }
    @Async static Coroutine<Void> a14(boolean left) {
        if (left || await(f(true))) throw new IllegalStateException("Not Valid!");
        return done();
    }
    @Expect("!java.lang.IllegalStateException: Not Valid!") @Async static Coroutine<Void> a14() { await(a14(true)); return done(); }

    @Expect("4 4/3 4/6 2/null 5/2/1") @Async static Coroutine<String> a15() {
        int[] a = new int[await(v(4))];
        int[][] b = new int[await(v(4))][await(v(3))];
        int[][] c = new int[4][await(v(6))];
        int[][] d = new int[await(v(2))][];
        long[][][] e = new long[await(v(5))][await(v(2))][await(v(1))];
        return result(a.length + " " + b.length + "/" + b[3].length + " " + c.length + "/" + c[0].length + " " + d.length + "/" + d[0] + " " + e.length + "/" + e[4].length + "/" + e[4][1].length);
    }
    @Expect("[2, 16, 1]") @Async static Coroutine<int[]> a16() {
        int[] a = new int[3];
        a[0] = await(v(1)); a[0] += await(v(1));
        a[1] = 2; a[1] += await(v(a[0]));
        a[1] += await(v(a[await(v(0))])) + 10;
        a[await(v(2))]++;
        return result(a);
    }
    static class S { int x; S s; long l; static int made; }
    @Expect("42 42 43") @Async static Coroutine<String> a17() {
        int[] a = new int[1]; a[await(v(0))] += await(v(42));
        S[] b = {new S()}; b[0].s = new S(); b[await(v(0))].s.x += await(v(42));
        b[0].l++; b[await(v(0))].l += await(v(42));
        return result(a[0] + " " + b[0].s.x + " " + b[0].l);
    }
    @Expect("[1, 2, 42] [[1, 2], [3], [9, 9], []]") @Async static Coroutine<String> a19() {
        int[] a = {1, 2, 21 + await(v(21))};
        int[][] b = {{1, await(v(2))}, {await(v(3))}, await(v(new int[] {9, 9})), {}};
        return result(Arrays.toString(a) + " " + Arrays.deepToString(b));
    }
    @Async static Coroutine<S> getS(S s) { trace("getS"); return result(await(v(s))); }
    @Expect("42 43") @Async static Coroutine<String> a20() {
        S s = new S(), t = new S();
        await(getS(s)).x = 42; await(getS(t)).x = await(v(43));
        return result(s.x + " " + t.x);
    }
    @Expect("5 5") @Async static Coroutine<String> a21() { int[] x = {1, 2}; int val = x[await(v(0))] += await(v(4)); return result(val + " " + x[0]); }
    @Expect("[5, 2, 3, 4]") @Async static Coroutine<int[]> a22() { int[] x = {1, 2, 3, 4}; x[await(v(0))] += await(v(4)); return result(x); }
    static class C { int m(int x) { trace("> " + x); return x; } C self() { trace("self"); return this; } }
    @Expect(value = "42", trace = "42 F(42) > 42") @Async static Coroutine<Integer> a25() { C c = new C(); return result(c.m(await(f(get(42))))); }
    @Expect(value = "7", trace = "self self self > 7") @Async static Coroutine<Integer> a25Chain() { return result(new C().self().self().self().m(await(v(7)))); }
    @Expect("O and K; 1 2 3.5 x true null") @Async static Coroutine<String> a26() {
        return result(await(v("O")) + " and " + await(v("K")) + "; " + await(v(1)) + " " + await(v(2L)) + " " + await(v(3.5)) + " " + await(v('x')) + " " + await(v(true)) + " " + await(v(null)));
    }
    @Expect("285 4.5 abc") @Async static Coroutine<String> a29() {
        long sum = 0; for (long i = 0, n = await(v(10L)); i < n; i += await(v(1L))) sum += i * i;
        double d = 0; for (double x = 0.5; x <= await(v(2.5)); x += 1) d += x;
        String s = ""; for (char c = 'a'; c < await(v('d')); c++) s += c;
        return result(sum + " " + d + " " + s);
    }
    static String join(String head, Object... rest) { return head + rest.length + Arrays.toString(rest); }
    @Expect("x4[1, a, 2.0, null] y0[] z2[3, 4]") @Async static Coroutine<String> a30() {
        return result(join("x", await(v(1)), "a", await(v(2.0)), await(v(null))) + " " + join(await(v("y"))) + " " + join("z", (Object[]) await(v(new Integer[] {3, 4}))));
    }
    @Async static Coroutine<String> many(int a, long b, String c, double d, byte e, short f, char g, boolean h, float i, int j, int k, int l, int m, int n, long o, long p, long q, long r, double s, double t,
            String u, String v1, String w, String x, Object y, int[] z, int aa, int ab, int ac, int ad, int ae, int af, long ag, String ah) {
        String before = "" + a + b + c + d + e + f + g + h + i;
        int one = await(v(1));
        return result(before + one + a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p + q + r + s + t + u + v1 + w + x + y + z[0] + aa + ab + ac + ad + ae + af + ag + ah);
    }
    @Expect("12c4.056gtrue7.0112c4.056gtrue7.01234567891.02.0uvwxy912345678ah") @Async static Coroutine<String> a31() {
        return result(await(many(1, 2, "c", 4, (byte) 5, (short) 6, 'g', true, 7, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, "u", "v", "w", "x", "y", new int[] {9}, 1, 2, 3, 4, 5, 6, 7, "8ah")));
    }
    @Expect("3 true false !java.lang.ClassCastException") @Async static Coroutine<String> a32() {
        Object o = await(v((Object) "abc"));
        String bad;
        try { bad = "" + (Integer) await(v((Object) "abc")); } catch (ClassCastException e) { bad = "!" + e.getClass().getName(); }
        return result(((String) await(v((Object) "abc"))).length() + " " + (await(v(o)) instanceof String) + " " + (await(v(o)) instanceof Integer) + " " + bad);
    }

    // Beyond the list.
    @Expect("0:1:2:3:4:5:6:7:8:9:0:1:2:3:4:5:6:7:8:9:") @Async static Coroutine<String> deepStack() {
        return result(c2(0, c2(1, c2(2, c2(3, c2(4, c2(5, c2(6, c2(7, c2(8, c2(9, c2(0, c2(1, c2(2, c2(3, c2(4, c2(5, c2(6, c2(7, c2(8, c2(9, await(v("")))))))))))))))))))))));
    }
    static String c2(int i, String s) { return i + ":" + s; }
    static String mix(int a, long b, float c, double d, Object e, boolean f, char g, byte h, short i, String[] j) { return a + "," + b + "," + c + "," + d + "," + e + "," + f + "," + g + "," + h + "," + i + "," + j.length; }
    @Expect("1,2,3.0,4.0,null,true,c,5,6,1") @Async static Coroutine<String> allTypesOnStack() {
        return result(mix(1, 2L, 3f, 4d, null, true, 'c', (byte) 5, (short) 6, new String[await(v(1))]));
    }
    @Expect("1,2,3.0,4.0,x,false,c,5,6,2") @Async static Coroutine<String> allTypesAwaited() {
        return result(mix(await(v(1)), await(v(2L)), await(v(3f)), await(v(4d)), await(v("x")), await(v(false)), await(v('c')), await(v((byte) 5)), await(v((short) 6)), await(v(new String[2]))));
    }
    static int calls;
    static int[] arr() { calls++; trace("arr"); return new int[] {10, 20, 30}; }
    @Expect(value = "20 21 1", trace = "arr") @Async static Coroutine<String> postIncrement() {
        calls = 0; int[] a = arr(); int old = a[await(v(1))]++; return result(old + " " + a[1] + " " + calls);
    }
    @Expect("6 7 7 7") @Async static Coroutine<String> assignmentChain() {
        int a, b, c; int[] d = new int[1];
        a = b = c = d[await(v(0))] = await(v(7));
        a -= await(v(1));
        return result(a + " " + b + " " + c + " " + d[0]);
    }
    @Expect("-3 2 -8 5 64 -1 true 1 7 6") @Async static Coroutine<String> operators() {
        return result((await(v(4)) - await(v(7))) + " " + (await(v(17)) / await(v(7))) + " " + (-await(v(1)) << await(v(3))) + " " + (await(v(19L)) % await(v(7))) + " " + (await(v(1)) << await(v(6))) + " "
                + (await(v(-1)) >> await(v(40))) + " " + (await(v(1.5)) < await(v(2f))) + " " + (await(v(3)) & await(v(5))) + " " + (await(v(3)) | await(v(5))) + " " + (await(v(3)) ^ await(v(5))));
    }
    @Expect("abcd") @Async static Coroutine<String> compoundString() { String s = "a"; s += await(v("b")); s += await(v("c")) + await(v("d")); return result(s); }
    @Expect("o0x1o2") @Async static Coroutine<String> conditionalInArgumentOfConditional() {
        boolean t = await(v(true));
        return result((t ? "o" + await(v(0)) : await(v("no"))) + (await(v(false)) ? await(v("no")) : "x" + (t ? await(v(1)) : 9)) + (t ? await(v(true)) ? "o2" : "o3" : "o4"));
    }
}
