// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.*;
import static dev.heddle.conformance.Env.*;

import dev.heddle.*;
import dev.heddle.conformance.Expect;
import java.util.*;
import java.util.function.*;

/** What only cold coroutines promise. */
public class ColdCases {

    @Async static Coroutine<Integer> tailRec(int n) { if (n == 0) return result(await(v(42))); return tailRec(n - 1); }
    @Expect("42") @Async static Coroutine<Integer> tailRecursion() { return tailRec(2_000); }
    @Async static Coroutine<Integer> leaf(int i) { return result(i); }
    @Async Coroutine<Integer> virtualLeaf(int i) { return result(i); }
    /** More awaits of what is ready than a budget has. */
    @Expect("12497500") @Async static Coroutine<Integer> directLeavesInLoop() { int s = 0; for (int i = 0; i < 5000; i++) s += await(leaf(i)); return result(s); }
    @Expect("12497501") @Async static Coroutine<Integer> directLeavesInLoopThenWait() { int s = 0; for (int i = 0; i < 5000; i++) s += await(leaf(i)); return result(s + await(v(1))); }
    @Expect("12497500") @Async static Coroutine<Integer> leavesInLoop() { ColdCases c = new ColdCases(); int s = 0; for (int i = 0; i < 5000; i++) s += await(c.virtualLeaf(i)); return result(s); }
    @Expect("12502500") @Async static Coroutine<Integer> d12() { int s = 0; for (int i = 0; i <= 5000; i++) s += await(v(i)); return result(s); }
    @Expect("2500") @Async static Coroutine<Integer> failuresInLoop() { int s = 0; for (int i = 0; i < 2500; i++) { try { await(fails(new IllegalStateException())); } catch (IllegalStateException e) { s++; } } return result(s); }
    @Expect("2500") @Async static Coroutine<Integer> directFailuresInLoop() { int s = 0; for (int i = 0; i < 2500; i++) { try { await(failing(i)); } catch (IllegalStateException e) { s++; } } return result(s); }
    @Async static Coroutine<Void> failing(int i) { if (i >= 0) throw new IllegalStateException(); return done(); }
    @Async static Coroutine<Integer> oneAwait(int i) { return result(await(v(i))); }
    @Expect("1999000") @Async static Coroutine<Integer> directChildrenInLoop() { int s = 0; for (int i = 0; i < 2000; i++) s += await(oneAwait(i)); return result(s); }
    @Expect("3000") @Async static Coroutine<Integer> nestedLoops() { int s = 0; for (int i = 0; i < 30; i++) for (int j = 0; j < 100; j++) s += await(leaf(1)); return result(s); }
    static class Res implements AsyncCloseable { final String n; Res(String n) { this.n = n; } @Override @Async public Coroutine<Void> closeAsync() { trace("closing"); trace(await(v(n))); if (n.equals("bad")) throw new IllegalStateException(n); return done(); } }
    @Expect(value = "body", trace = "in closing b closing a") @Async static Coroutine<String> asyncClose() { try (Res a = new Res("a"); Res b = new Res("b")) { trace("in"); return result(await(v("body"))); } }
    @Expect(value = "!java.lang.IllegalArgumentException: x +java.lang.IllegalStateException: bad", trace = "closing bad") @Async static Coroutine<String> asyncCloseSuppressed() { try (Res a = new Res("bad")) { await(v(0)); throw new IllegalArgumentException("x"); } }
    @Expect(value = "caught bad", trace = "closing bad") @Async static Coroutine<String> asyncCloseThrows() { try (Res a = new Res("bad")) { await(v(0)); } catch (IllegalStateException e) { return result("caught " + await(v(e.getMessage()))); } return result("no"); }
    @Expect(value = "2", trace = "closing 0 closing 1") @Async static Coroutine<Integer> asyncCloseInLoop() throws Exception { int n = 0; for (int i = 0; i < 2; i++) { AutoCloseable r = new Res("" + i); try (r) { n++; } } return result(n); }
    @Expect(value = "null", trace = "closing x") @Async static Coroutine<Void> closeByHand() { Res r = new Res("x"); r.close(); return done(); }
    @Async static Coroutine<Coroutine<Integer>> wrap(int i) { return result(oneAwait(i)); }
    @Expect("7") @Async static Coroutine<Integer> coroutineOfCoroutine() { return result(await(await(wrap(7)))); }
    @Expect("3") @Async static Coroutine<Integer> lambda() throws Exception { AsyncCallable<Integer> c = () -> { int a = await(v(1)); return result(a + await(v(2))); }; return result(await(c.call())); }
    @Async static Coroutine<Integer> wide(long a0, long a1, long a2, long a3, long a4, long a5, long a6, long a7, long a8, long a9, long b0, long b1, long b2, long b3, long b4, long b5, long b6, long b7, long b8, long b9,
            long c0, long c1, long c2, long c3, long c4, long c5, long c6, long c7, long c8, long c9, long d0, long d1, long d2, long d3, long d4, long d5, long d6, long d7, long d8, long d9,
            long e0, long e1, long e2, long e3, long e4, long e5, long e6, long e7, long e8, long e9, long f0, long f1, long f2, long f3, long f4, long f5, long f6, long f7, long f8, long f9,
            long g0, long g1, long g2, long g3, long g4, long g5, long g6, long g7, long g8, long g9, long h0, long h1, long h2, long h3, long h4, long h5, long h6, long h7, long h8, long h9,
            long i0, long i1, long i2, long i3, long i4, long i5, long i6, long i7, long i8, long i9, long j0, long j1, long j2, long j3, long j4, long j5, long j6, long j7, long j8, long j9,
            long k0, long k1, long k2, long k3, long k4, long k5, long k6, long k7, long k8, long k9, long l0, long l1, long l2, long l3, long l4, long l5, long l6, long l7, long l8, long l9, long m0, long m1, long m2, long m3, long m4, long m5, long m6, int last) {
        int s = 0; long t = a0 + b1; for (int i = 0; i < 3; i++) { s += await(v(i)); t += m6; }
        return result((int) (s + t + await(v(k4)) + last + c7 + m0));
    }
    @Expect("53") @Async static Coroutine<Integer> slots255() { return result(await(wide(1,1,1,1,1,1,1,1,1,1, 2,2,2,2,2,2,2,2,2,2, 3,3,3,3,3,3,3,3,3,3, 4,4,4,4,4,4,4,4,4,4, 5,5,5,5,5,5,5,5,5,5, 6,6,6,6,6,6,6,6,6,6, 7,7,7,7,7,7,7,7,7,7,
            8,8,8,8,8,8,8,8,8,8, 9,9,9,9,9,9,9,9,9,9, 10,10,10,10,10,10,10,10,10,10, 11,11,11,11,11,11,11,11,11,11, 12,12,12,12,12,12,12,12,12,12, 1,1,1,1,1,1,1, 29))); }
}
