// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.*;
import static dev.heddle.conformance.Env.*;

import dev.heddle.*;
import dev.heddle.conformance.Expect;
import java.util.*;

/** Monitors in coroutines: between awaits, and around a coroutine that is returned, which runs when the monitor is held no longer. */
public class MonitorCases {

    static final Object LOCK = new Object();
    static class E1 extends RuntimeException { E1(String m) { super(m); } }

    static String held() { return Thread.holdsLock(LOCK) ? "held" : "free"; }
    @Async static Coroutine<String> foo(String s) { String r = await(v(s)); if (r.equals("bad")) throw new E1("foo"); return result(r + await(v("!"))); }
    @Async static Coroutine<String> returned(String s) { synchronized (LOCK) { trace(held()); return foo(s); } }
    @Expect(value = "a! free", trace = "held") @Async static Coroutine<String> returnedBehindMonitor() { return result(await(returned("a")) + " " + held()); }
    @Expect(value = "caught foo free", trace = "held") @Async static Coroutine<String> returnedBehindMonitorFails() { try { return result(await(returned("bad"))); } catch (E1 e) { return result("caught " + e.getMessage() + " " + held()); } }
    @Async static Coroutine<String> afterAwait(String s) { String t = await(v(s)); synchronized (LOCK) { String u = t + held(); synchronized (u.intern()) { return foo(u); } } }
    @Expect("xheld! free") @Async static Coroutine<String> returnedBehindTwoMonitors() { return result(await(afterAwait("x")) + " " + held()); }
    @Async static Coroutine<String> caughtOutside(String s) { try { synchronized (LOCK) { trace(held()); return foo(s); } } catch (E1 e) { return result("outside " + e.getMessage() + " " + held()); } }
    @Expect(value = "b! outside foo free", trace = "held held") @Async static Coroutine<String> monitorInTry() { return result(await(caughtOutside("b")) + " " + await(caughtOutside("bad"))); }
    @Async static Coroutine<String> inFinally(String s) { try { return foo(s); } finally { synchronized (LOCK) { trace("finally"); trace(held()); } } }
    @Expect(value = "c! free", trace = "finally held") @Async static Coroutine<String> returnedBeforeFinally() { return result(await(inFinally("c")) + " " + held()); }
    @Expect(value = "!MonitorCases$E1: foo", trace = "finally held") @Async static Coroutine<String> returnedBeforeFinallyFails() { return result(await(inFinally("bad"))); }
    @Async static Coroutine<String> inCatch(String s) { try { await(v(0)); throw new E1(s); } catch (E1 e) { synchronized (LOCK) { return foo(e.getMessage()); } } finally { trace(held()); } }
    @Expect(value = "d!", trace = "free") @Async static Coroutine<String> returnedFromCatch() { return result(await(inCatch("d"))); }
    @Async static Coroutine<Integer> loop(int n) { int s = 0; for (int i = 0; i < n; i++) { synchronized (LOCK) { s += i; if (s > 5) return result(s); if (i == 1) continue; } s += await(v(1)); synchronized (LOCK) { if (s == 3) break; } } return result(-s); }
    @Expect("0 -1 -2 -5 8 8") @Async static Coroutine<String> monitorsInLoop() { StringJoiner j = new StringJoiner(" "); for (int i = 0; i < 6; i++) j.add("" + await(loop(i))); return result(j.toString()); }
    @Expect("null free free") @Async static Coroutine<String> failsInMonitor() {
        String r; String m = await(v(null)); try { synchronized (LOCK) { r = m.trim(); } } catch (NullPointerException e) { r = await(v("null ")) + held(); }
        try { synchronized (LOCK) { return result(r + await0(r.length())); } } catch (ArithmeticException e) { await(v(0)); return result(r + " " + held()); }
    }
    static int await0(int n) { return n / 0; }
    @Expect("!java.lang.NullPointerException") @Async static Coroutine<String> nullMonitor() { Object n = await(v(null)); synchronized (n) { return foo("x"); } }
    @Expect("12") @Async static Coroutine<Integer> lockChanges() { Object l = new Object(); int s = await(v(1)); synchronized (l) { l = null; s += 11; } await(v(0)); return result(s); }
}
