// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.*;
import static dev.heddle.conformance.Env.*;

import dev.heddle.*;
import dev.heddle.conformance.Expect;
import java.util.*;
import java.util.function.*;

/** C: variables, their lifetimes, slots and types. */
public class LocalCases {

    @Expect("2") @Async static Coroutine<Integer> c1() { byte[] d = await(v(new byte[2])); await(v(0)); return result(d.length); }
    @Expect("abc") @Async static Coroutine<String> c2() { String r = ""; String[] arr = {"a", "b", "c"}; for (String s : arr) { await(v(1)); r += s; } return result(r); }
    @Expect("1 2.5 x true 3 4 5 6.5 q [1]") @Async static Coroutine<String> c2AllElementTypes() {
        StringJoiner j = new StringJoiner(" ");
        for (int e : new int[] {1}) { await(v(0)); j.add("" + e); }
        for (double e : new double[] {2.5}) { await(v(0)); j.add("" + e); }
        for (char e : new char[] {'x'}) { await(v(0)); j.add("" + e); }
        for (boolean e : new boolean[] {true}) { await(v(0)); j.add("" + e); }
        for (byte e : new byte[] {3}) { await(v(0)); j.add("" + e); }
        for (short e : new short[] {4}) { await(v(0)); j.add("" + e); }
        for (long e : new long[] {5}) { await(v(0)); j.add("" + e); }
        for (float e : new float[] {6.5f}) { await(v(0)); j.add("" + e); }
        for (Object e : new Object[] {"q"}) { await(v(0)); j.add("" + e); }
        for (int[] e : new int[][] {{1}}) { await(v(0)); j.add(Arrays.toString(e)); }
        return result(j.toString());
    }
    static class Y { String z = "OK"; }
    @Async static Coroutine<String> b(String s) { return result(await(v(s))); }
    @Async static Coroutine<String> c4(Y y) { String o = y != null ? y.z : null; String r = "none"; if (o != null) { await(b(o)); r = await(b(o)); } return result(r); }
    @Expect("OK none") @Async static Coroutine<String> c4() { return result(await(c4(new Y())) + " " + await(c4(null))); }
    static String show(Object o) { return "" + o; }
    @Expect("null null null") @Async static Coroutine<String> c5() {
        String n = null; await(v(1)); await(v(2)); String r = show(n);
        Object m = "x"; for (int i = 0; i < 2; i++) { m = null; await(v(i)); r += " " + m; }
        return result(r);
    }
    @Expect("OK") @Async static Coroutine<String> c6() {
        { int i = await(v(1)); if (i == 2) return result("no"); }
        String s; await(v(0)); s = "O";
        { String t = s + "K"; if (await(v(false))) return result(t); }
        String u; await(v(0)); u = s + "K"; return result(u);
    }
    @Async static Coroutine<Integer> c10(boolean c) { while (true) { if (c) break; } int n = 0; for (int i = 0; i < 3; i++) n += await(v(i)); return result(n); }
    @Expect("3") @Async static Coroutine<Integer> c10() { return result(await(c10(true))); }
    @Async static Coroutine<String> c11(String v) { String r = (v == null ? await(v("O")) : v) + "K"; String t = v == null ? null : await(v(v)); return result(r + t); }
    @Expect("OKnull XKX") @Async static Coroutine<String> c11() { return result(await(c11(null)) + " " + await(c11("X"))); }
    @Expect("true 1#1 0 true") @Async static Coroutine<String> c19() {
        boolean f = await(v(true)); boolean g = f ? true : false; await(v(0)); boolean h = f ? g : !g;
        byte b = 1; int i = 1; await(v(0));
        short s = 0; char c = 0; await(v(0)); boolean z = s == c;
        return result(h + " " + b + "#" + i + " " + s + " " + z);
    }
    static boolean zf; static byte bf; static char cf; static short sf; static long jf; static float ff; static double df;
    boolean z; byte by; char ch; short sh;
    static String take(boolean z, byte b, char c, short s) { return z + "," + b + "," + c + "," + s; }
    @Expect("true,-1,z,-2 true,-1,z,-2 true,-1,z,-2 true,-1,z,-2 -128") @Async static Coroutine<String> c20() {
        boolean z = true; byte b = -1; char c = 'z'; short s = -2;
        await(v(0)); String r = take(z, b, c, s);
        boolean[] za = new boolean[1]; byte[] ba = new byte[1]; char[] ca = new char[1]; short[] sa = new short[1];
        await(v(0)); za[0] = z; ba[0] = b; ca[0] = c; sa[0] = s; await(v(0)); r += " " + take(za[0], ba[0], ca[0], sa[0]);
        boolean z2 = za[0]; byte b2 = ba[0]; char c2 = ca[0]; short s2 = sa[0];
        await(v(0)); zf = z2; bf = b2; cf = c2; sf = s2; r += " " + take(zf, bf, cf, sf);
        LocalCases o = new LocalCases(); o.z = z2; o.by = b2; o.ch = c2; o.sh = s2; await(v(0)); r += " " + take(o.z, o.by, o.ch, o.sh);
        int big = await(v(384)); byte narrowed = (byte) big; await(v(0)); r += " " + narrowed;
        return result(r);
    }
    @Async static Coroutine<Integer> c22(int x) { int y = x; x = await(v(x + 1)); y += x; int temp = y * 2; x = temp - y; await(v(0)); x++; return result(x + await(v(0))); }
    @Expect("42") @Async static Coroutine<Integer> c22() { return result(await(c22(20))); }
    @Expect("0 1 2 end list3") @Async static Coroutine<String> c23() {
        List<Object> l = new ArrayList<>(); StringBuilder r = new StringBuilder();
        try { for (int i = 0; i < 3; i++) { l.add(i); r.append(await(v(i))).append(' '); } r.append("end"); } finally { r.append(" list").append(l.size()); }
        return result(r.toString());
    }
    @Expect("null 0") @Async static Coroutine<String> c24() { String s = null; int n = 0; await(v(1)); return result(s + " " + n); }
    static class M { Number f = 1.5; M self; }
    @Expect(":0:1 3.0") @Async static Coroutine<String> c25() {
        String s = ""; double d = 0; int i = 0;
        for (M m : new M[] {new M(), new M()}) { s += ":" + await(v(i++)); d += m.f.doubleValue(); }
        return result(s + " " + d);
    }
    @Async static Coroutine<String> c26(Awaitable<String> a, CharSequence c, List<? extends Number> l) { await(v(0)); return result(await(a) + c.length() + l.get(0).intValue()); }
    @Expect("a23") @Async static Coroutine<String> c26() { return result(await(c26(v("a"), "bb", List.of(3.5)))); }
    @Expect("boom 0 1 2 x7") @Async static Coroutine<String> c27() {
        List<Supplier<String>> all = new ArrayList<>();
        try { await(v(0)); throw new IllegalStateException("boom"); } catch (IllegalStateException e) { all.add(() -> e.getMessage()); }
        for (int i = 0; i < 3; i++) { int k = await(v(i)); all.add(() -> "" + k); }
        { long w = await(v(7L)); String t = await(v("x")); all.add(() -> t + w); }
        StringJoiner j = new StringJoiner(" "); for (Supplier<String> s : all) { await(v(0)); j.add(s.get()); }
        return result(j.toString());
    }
    @Expect("5 2.5 5 x") @Async static Coroutine<String> c29() {
        long l = await(v(5L)); LongSupplier s = () -> l; double d = await(v(2.5)); DoubleSupplier t = () -> d;
        Runnable r = () -> trace("run"); String x = await(v("x")); r.run();
        return result(s.getAsLong() + " " + t.getAsDouble() + " " + l + " " + x);
    }

    // Beyond the list.
    @Expect("45 10") @Async static Coroutine<String> shadowedSlots() {
        int sum = 0; long count = 0;
        for (int i = 0; i < 10; i++) { int x = await(v(i)); sum += x; long y = await(v(1L)); count += y; }
        for (String s : List.of("a")) { double d = await(v(0.0)); sum += d; }
        return result(sum + " " + count);
    }
    @Expect("sb sbuf") @Async static Coroutine<String> packagePrivateMerge() {
        boolean t = await(v(true));
        Object a = t ? new StringBuilder("sb") : new StringBuffer("sbuf"); await(v(0)); String r = a.toString();
        return result(r + " " + concat(!t ? new StringBuilder("sb") : new StringBuffer("sbuf"), await(v(""))));
    }
    static String concat(Object a, Object b) { return "" + a + b; }
    @Expect("1 a") @Async static Coroutine<String> intersection() {
        boolean t = await(v(true));
        var x = t ? Integer.valueOf(1) : "a"; await(v(0)); var y = !t ? Integer.valueOf(1) : "a";
        return result(concat(x, await(v(" "))) + y);
    }
    @Expect("3 [1, 2, 3] c") @Async static Coroutine<String> variablesOfAllKinds() {
        int[] ints = {1, 2, 3}; int[][] grid = {ints}; List<String>[] lists = new List[] {List.of("c")}; Object o = grid; char[][][] deep = new char[1][2][3];
        await(v(0)); int n = grid[0].length; await(v(0));
        return result(n + " " + Arrays.toString(((int[][]) o)[0]) + " " + lists[0].get(0) + (deep[0][1].length == await(v(3)) ? "" : "!"));
    }
    @Expect("9 8.5 x") @Async static Coroutine<String> reassignedParameters() { return result(await(params(1, 2L, 3d, "p"))); }
    @Async static Coroutine<String> params(int a, long b, double c, String d) {
        a += await(v(2)); b += a; c = b + await(v(3.5)); d = await(v("x")); a *= 3; await(v(0));
        return result(a + " " + c + (b == 5 ? " " : "?") + d);
    }
    @Expect("7 8") @Async static Coroutine<String> definitelyAssignedLater() { int x; final int y; if (await(v(true))) { x = 7; } else { x = 1; } await(v(0)); y = x + await(v(1)); await(v(0)); return result(x + " " + y); }
    @Expect("0,0 0,1 1,0 1,1 ") @Async static Coroutine<String> iterators() {
        StringBuilder s = new StringBuilder();
        for (Integer i : List.of(0, 1)) for (Integer j : await(v(List.of(0, 1)))) s.append(i).append(',').append(await(v(j))).append(' ');
        return result(s.toString());
    }
    @Expect("10") @Async static <T extends Number & Comparable<T>> Coroutine<Integer> generic() { return result(await(sum(List.of(1, 2, 3, 4)))); }
    @Async static <T extends Number & Comparable<T>> Coroutine<Integer> sum(List<T> all) {
        int n = 0; T max = null;
        for (T each : all) { T t = await(v(each)); if (max == null || t.compareTo(max) > 0) max = t; n += t.intValue(); }
        return result(n + max.intValue() - 4);
    }
    @Async static <E extends Exception> Coroutine<String> throwing(E e) throws E { await(v(0)); if (e != null) throw e; return result("none"); }
    @Expect("none java.io.IOException x") @Async static Coroutine<String> genericThrows() {
        String s = await(throwing((RuntimeException) null));
        try { await(throwing(new java.io.IOException("x"))); } catch (java.io.IOException e) { s += " " + e.getClass().getName() + " " + e.getMessage(); }
        return result(s);
    }
}
