// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.*;
import static dev.heddle.conformance.Env.*;

import dev.heddle.*;
import dev.heddle.conformance.Expect;
import java.util.*;
import java.util.function.*;

/** D: control flow, exceptions, finally. */
public class FlowCases {

    enum E { A, B, C, D { @Override String x() { return "D!"; } }; String x() { return name(); } }
    static class E1 extends RuntimeException { E1(String m) { super(m); } }
    static class E2 extends RuntimeException { E2(String m) { super(m); } }
    static class E3 extends RuntimeException { E3(String m) { super(m); } }

    @Async static Coroutine<Integer> c(int x) { trace("c" + x); return result(await(v(x))); }
    @Async static Coroutine<String> s(String x) { trace("s(" + x + ")"); return result(await(v(x))); }

    @Expect("AC!ED!@*finally.") @Async static Coroutine<String> d1() {
        String r = "";
        try {
            outer:
            for (String a : List.of("A", "E", "X")) {
                try {
                    for (String b : List.of("C", "D")) {
                        try { if (a.equals("A") && b.equals("D")) continue outer; if (a.equals("E") && b.equals("D")) { r += await(v(a)) + b; break outer; } if (a.equals("A")) r += a + await(v(b)); }
                        finally { if (b.equals(a.equals("A") ? "C" : "D")) r += await(v("!")); }
                    }
                } finally { if (a.equals("E")) r += await(v("@")) + "*"; }
            }
        } finally { r += await(v("finally.")); }
        return result(r);
    }
    @Async static Coroutine<String> d4(boolean b) { try { if (b) return result(await(s("OK"))); trace("no"); } finally { trace("finally"); } return result("after"); }
    @Expect(value = "OK after", trace = "s(OK) finally no finally") @Async static Coroutine<String> d4() { return result(await(d4(true)) + " " + await(d4(false))); }
    @Async static Coroutine<Void> d4Bare() { try { await(v(1)); return done(); } finally { trace("finally"); } }
    @Expect(value = "null", trace = "finally") @Async static Coroutine<Void> d4Void() { return result(await(d4Bare())); }
    @Expect(value = "return", trace = "try s(t) catch t") @Async static Coroutine<String> d6() {
        String r = "none";
        try {
            try { trace("try"); r = await(v("return")); } finally { String t = await(s("t")); if (t != null) throw new E1(t); }
        } catch (E1 e) { trace("catch"); trace(e.getMessage()); }
        return result(r);
    }
    @Expect(value = "null", trace = "s(before) caught foo s(after)") @Async static Coroutine<Void> d7() {
        try { await(s("before")); throw new E1("foo"); } catch (E1 e) { trace("caught"); trace(e.getMessage()); }
        await(s("after")); return done();
    }
    @Expect("OK") @Async static Coroutine<String> d8() {
        return result("O" + switch (await(v(0))) {
            default -> {
                try { await(v(1)); throw new E3("K"); }
                catch (E1 e) { yield await(v("1")) + e.getMessage(); }
                catch (E2 e) { yield await(v("2")) + e.getMessage(); }
                catch (E3 e) { yield await(v("")) + e.getMessage(); }
                catch (Exception e) { yield await(v("E")) + e.getMessage(); }
            }
        });
    }
    static String cat(String a, String b, String c) { return a + b + c; }
    @Expect("O-K f1f2") @Async static Coroutine<String> d9() {
        StringBuilder f = new StringBuilder();
        String r = cat(switch (await(v(1))) { case 1 -> { try { yield await(v("O")); } finally { f.append(await(v("f1"))); } } default -> "x"; }, "-",
                switch (await(v(2))) { case 1 -> "y"; default -> { try { throw new E1("K"); } catch (E1 e) { yield await(v(e.getMessage())); } finally { f.append(await(v("f2"))); } } });
        return result(r + " " + f);
    }
    @Async static Coroutine<String> failing(String how) {
        await(v(0));
        switch (how) { case "1" -> throw new E1("e1"); case "2" -> throw new E2("e2"); default -> { return result(how); } }
    }
    @Async static Coroutine<String> d10(String how) {
        String r = "";
        try {
            try { r += await(failing(how)); } catch (E1 e) { r += "inner " + e.getMessage() + await(v("!")); } finally { r += " f" + await(v(1)); }
            r += " mid";
        } catch (RuntimeException e) { r += " outer " + e.getMessage(); await(v(0)); }
        return result(r);
    }
    @Expect("x f1 mid|inner e1! f1 mid| f1 outer e2") @Async static Coroutine<String> d10() { return result(await(d10("x")) + "|" + await(d10("1")) + "|" + await(d10("2"))); }
    @Expect("a012b bX aY c cc dZ") @Async static Coroutine<String> d13() {
        String r = "a";
        for (int i = 0; i < 4; i++) { switch (i) { case 0: case 1: r += await(v(i)); break; case 2: r += i; default: if (i == 2) break; r += await(v("b")); } }
        for (E e : E.values()) {
            switch (e) { case B -> r += " aY"; case A -> r += " b" + await(v("X")); case C -> { r += await(v(" c")); await(v(0)); r += " cc"; } default -> r += " d" + await(v("Z")); }
        }
        return result(r);
    }
    @Expect("one two many -") @Async static Coroutine<String> switchOnString() {
        String r = "";
        for (String k : new String[] {"1", "2", "3"}) r += switch (await(v(k))) { case "1" -> "one "; case "2" -> await(v("two ")); default -> { String m = await(v("many")); yield m + " "; } };
        switch (await(v("Aa"))) { case "BB": r += "collision"; break; case "Aa": r += await(v("-")); }
        return result(r);
    }
    @Expect("0123|02|543|012|13|00.5|even odd |0a0b1a") @Async static Coroutine<String> d14() {
        StringBuilder r = new StringBuilder();
        for (int i = await(v(0)); i < await(v(4)); i += await(v(1))) r.append(i);
        r.append('|'); for (int i = 0; i < 3; i++) { if (await(v(i)) == 1) continue; r.append(i); }
        r.append('|'); int w = 5; while (await(v(w)) > 2) r.append(w--);
        r.append('|'); int d = 0; do { r.append(await(v(d))); d++; } while (await(v(d)) < 3);
        r.append('|'); int k = 0; l: while (true) { k++; while (true) { if (await(v(k)) == 2) continue l; if (k > 3) break l; r.append(k); break; } }
        r.append('|'); for (double x = 0; x < await(v(1.0)); x += 0.5) r.append(x == 0 ? "0" : x);
        r.append('|'); for (int i = 0; i < 2; i++) if (await(v(i)) % 2 == 0) r.append(await(v("even "))); else r.append(await(v("odd ")));
        r.append('|'); o: for (int i = 0; ; i++) for (String q : List.of("a", "b")) { r.append(i).append(await(v(q))); if (i == 1) break o; }
        return result(r.toString());
    }
    @Async static Coroutine<Void> d15(int x) { switch (await(v(x))) { case 0: trace("zero"); return done(); case 1: trace("one"); return done(); } return done(); }
    @Expect(value = "null", trace = "zero one") @Async static Coroutine<Void> d15() { await(d15(0)); await(d15(1)); await(d15(2)); return done(); }
    @Async static Coroutine<String> always() { await(v(0)); throw new E1("OK"); }
    @Expect("OK") @Async static Coroutine<String> d16() { String r; try { await(always()); r = "no"; } catch (E1 e) { r = e.getMessage(); } return result(r); }
    @Expect("!FlowCases$E1: OK") @Async static Coroutine<String> d17() { await(always()); throw new IllegalStateException(); }
    @Expect("!FlowCases$E2: x") @Async static Coroutine<String> d17Endless() { while (true) { if (await(v(true))) throw new E2("x"); } }
    @Async static Coroutine<String> d18(boolean b) { if (b) throw new E1("early"); await(v(1)); return result("late"); }
    @Expect("caught early") @Async static Coroutine<String> d18() { try { return result(await(d18(true))); } catch (E1 e) { return result("caught " + e.getMessage()); } }
    @Expect("caught OK") @Async static Coroutine<String> d20() { try { return result(await(always())); } catch (E1 e) { return result("caught " + e.getMessage()); } }
    @Expect("caught OK") @Async static Coroutine<String> d20Tail() { try { return always(); } catch (E1 e) { return result("caught " + e.getMessage()); } }
    @Expect("7 3 4") @Async static Coroutine<String> d21() {
        int awaits = 0, finallys = 0, catches = 0;
        try {
            try {
                try {
                    try { await(v(1)); awaits++; throw new E1("1"); }
                    catch (E1 e) { catches++; await(v(1)); awaits++; throw new E2("2"); }
                    finally { await(v(1)); awaits++; finallys++; }
                } catch (E2 e) { catches++; await(v(1)); awaits++; throw new E3("3"); }
                finally { await(v(1)); awaits++; finallys++; }
            } catch (E3 e) { catches++; await(v(1)); awaits++; throw new IllegalStateException("4"); }
            finally { await(v(1)); awaits++; finallys++; }
        } catch (IllegalStateException e) { catches++; }
        return result(awaits + " " + finallys + " " + catches);
    }
    @Expect("14") @Async static Coroutine<Integer> d22() {
        int x = await(v(1));
        try { x += await(v(1)); try { x++; await(v(1)); try { x++; x += await(v(1)); x++; } finally { x++; x += await(v(1)); x++; } } finally { x++; x += await(v(1)); } x++; x += await(v(1)); } finally { x++; }
        return result(x);
    }
    @Expect("2") @Async static Coroutine<Integer> d23Normal() { int x = 0; try { x = await(v(1)); } finally { x += await(v(1)); } return result(x); }
    @Expect(value = "!FlowCases$E1: p", trace = "F") @Async static Coroutine<Integer> d23Pending() { try { throw new E1("p"); } finally { trace(await(v("F"))); } }
    @Async static Coroutine<Integer> d23Value() { int x; try { x = await(v(2)); return result(x); } finally { x = await(v(9)); } }
    @Expect("2") @Async static Coroutine<Integer> d23Return() { return result(await(d23Value())); }
    @Expect("2") @Async static Coroutine<Integer> d23Swallowed() { int x = 0; try { try { throw new E1("p"); } finally { x += await(v(1)); } } catch (E1 e) { x += await(v(1)); } return result(x); }
    @Expect("5") @Async static Coroutine<Integer> finallyOverrides() { try { throw new E1("lost"); } finally { return result(await(v(5))); } }
    @Expect("2") @Async static Coroutine<Integer> d25() { int x = 0; try { throw new E1("x"); } catch (E1 e) { x += await(v(2)); } return result(x); }
    @Expect("2 true") @Async static Coroutine<String> d25Rethrow() {
        int x = 0; E1 thrown = new E1("x"); boolean same = false;
        try { try { x++; throw thrown; } catch (E1 e) { x += await(v(1)); throw e; } } catch (E1 e) { same = e == thrown; }
        return result(x + " " + same);
    }
    @Expect("rethrowing m 2") @Async static Coroutine<String> d25Sibling() {
        String r = "";
        try { try { await(v(0)); throw new E2("m"); } catch (E1 e) { r += await(v("no")); } catch (E2 e) { r += "rethrowing "; throw e; } } catch (RuntimeException e) { r += e.getMessage() + " " + await(v(2)); }
        return result(r);
    }
    @Expect("4") @Async static Coroutine<Integer> d25Rethrow02() {
        int x = 0;
        try { try { x++; await(v(0)); throw new E1("a"); } catch (RuntimeException e) { x += await(v(1)); try { throw e; } catch (E1 f) { x += await(v(1)); throw f; } } } catch (E1 e) { x++; }
        return result(x);
    }
    @Async static Coroutine<Integer> child(int x) { await(v(x)); if (x < 0) throw new E1("neg"); return result(x); }
    @Expect("-1 5") @Async static Coroutine<String> d27() { int a; try { a = await(child(-5)); } catch (E1 e) { a = -1; } return result(a + " " + await(child(5))); }
    @Expect("!FlowCases$E1: neg") @Async static Coroutine<Integer> d27Uncaught() { return result(await(child(-5))); }
    @Expect("in out 3") @Async static Coroutine<String> d28() {
        StringBuilder r = new StringBuilder(); Object lock = new Object();
        try { } finally { synchronized (lock) { r.append("in "); } await(v(0)); synchronized (lock) { try { r.append("out "); } finally { r.append(3); } } }
        await(v(0)); return result(r.toString());
    }
    static class Res implements AutoCloseable { final String n; Res(String n) { this.n = n; trace("open"); trace(n); } @Override public void close() { trace("close"); trace(n); if (n.startsWith("bad")) throw new E2("close " + n); } }
    @Expect(value = "body", trace = "open a open b body close b close a") @Async static Coroutine<String> d29() { try (Res a = new Res("a"); Res b = new Res(await(v("b")))) { trace(await(v("body"))); await(v(0)); return result("body"); } }
    @Expect(value = "!FlowCases$E1: body +FlowCases$E2: close bad2 +FlowCases$E2: close bad1", trace = "open bad1 open bad2 close bad2 close bad1") @Async static Coroutine<String> d29Suppressed() {
        try (Res a = new Res("bad1"); Res b = new Res("bad2")) { await(v(0)); throw new E1("body"); }
    }
    @Expect(value = "close bad1 done", trace = "open bad1 close bad1 fin") @Async static Coroutine<String> d29Caught() {
        String r;
        try (Res a = new Res("bad1")) { r = await(v("x")); } catch (E2 e) { r = e.getMessage() + await(v(" done")); } finally { trace(await(v("fin"))); }
        return result(r);
    }
    @Expect(value = "null", trace = "body") @Async static Coroutine<Void> d29Null() { try (Res a = null) { trace(await(v("body"))); } return done(); }
    @Expect(value = "ok 0", trace = "open r close r") @Async static Coroutine<String> d29Existing() { Res r = new Res("r"); try (r) { await(v(0)); } return result("ok " + await(v(0))); }
    @Expect("x 0") @Async static Coroutine<String> d30() {
        int caught = 0; String r = "";
        try { r = await(v("x")); } catch (Throwable t) { caught++; if (!t.getMessage().startsWith("await ")) throw t; r = "x"; } finally { r += " "; }
        return result(r + caught);
    }

    // Beyond the list.
    @Async static Coroutine<Integer> sumTo(int n) { int s = 0; for (int i = 0; i < n; i++) s += await(v(i)); return result(s); }
    @Expect("4950") @Async static Coroutine<Integer> loop() { return result(await(sumTo(100))); }
    @Async static Coroutine<String> jumps(int from) {
        StringBuilder r = new StringBuilder();
        a: for (int i = 0; i < 3; i++) {
            b: for (int j = 0; j < 3; j++) {
                try {
                    for (int k = 0; k < 3; k++) {
                        try {
                            int n = from + i * 9 + j * 3 + k; r.append(await(v(k)));
                            if (n % 7 == 0) continue b; if (n % 11 == 0) continue a; if (n % 5 == 4) break; if (n == 23) break a;
                        } finally { r.append(await(v("f"))); }
                    }
                } finally { r.append(await(v("g"))); }
            }
        }
        return result(r.toString());
    }
    @Expect("") @Async static Coroutine<String> nestedFinally() { trace(await(jumps(0)) + "|" + await(jumps(1))); trace(await(jumps(2)) + await(jumps(3)) + await(jumps(5))); return result(""); }
    @Expect("retry 3") @Async static Coroutine<String> retry() {
        for (int attempt = 1; ; attempt++) {
            try { await(v(0)); if (attempt < 3) throw new E1("again"); return result("retry " + attempt); } catch (E1 e) { await(v(attempt)); }
        }
    }
    @Expect("1 2 3 x") @Async static Coroutine<String> whileTrueTry() {
        String r = ""; int i = 0;
        while (true) { try { i = await(v(i + 1)); r += i + " "; if (i == 3) break; } catch (E2 e) { continue; } finally { if (i == 3) r += await(v("x")); } }
        return result(r);
    }
    @Expect("ABC") @Async static Coroutine<String> yieldWithStack() {
        return result("A" + switch (await(v(E.B))) { case A, C -> "x"; case B -> { try { yield await(v("B")); } finally { await(v(0)); } } case D -> await(v("y")); } + await(v("C")));
    }
    @Expect("D! A") @Async static Coroutine<String> enumBodies() { E e = await(v(E.D)); String r = e.x(); await(v(0)); return result(r + " " + await(v(E.A)).x()); }
    @Expect("e: java.lang.ArithmeticException") @Async static Coroutine<String> implicitExceptions() {
        String r = "";
        try { r += 1 / await(v(0)); } catch (ArithmeticException e) { r = "e: " + e.getClass().getName(); }
        try { int[] a = null; a[await(v(0))] = await(v(1)); } catch (NullPointerException e) { await(v(0)); }
        try { Object[] a = new String[1]; a[0] = await(v((Object) 1)); r += "no"; } catch (ArrayStoreException e) { }
        try { int[] a = new int[await(v(-1))]; r += "no"; } catch (NegativeArraySizeException e) { }
        try { int i = await(v((Integer) null)); r += "no"; } catch (NullPointerException e) { }
        return result(r);
    }
    @Expect("multi IllegalState") @Async static Coroutine<String> multiCatch() {
        try { await(v(0)); throw new IllegalStateException("IllegalState"); } catch (IllegalStateException | IllegalArgumentException e) { await(v(0)); return result("multi " + e.getMessage()); }
    }
    @Expect("assert ok") @Async static Coroutine<String> assertion() { assert await(v(true)) : await(v("no")); return result("assert " + await(v("ok"))); }
    @Expect("!java.util.concurrent.CancellationException: mine") @Async static Coroutine<Void> ownCancellation() { await(v(0)); throw new java.util.concurrent.CancellationException("mine"); }
    @Expect("caught mine") @Async static Coroutine<String> failureIsTheSame() {
        E1 mine = new E1("mine");
        try { await(fails(mine)); return result("no"); } catch (E1 e) { return result(e == mine ? "caught " + e.getMessage() : "another"); }
    }
    @Expect("checked java.io.IOException: io") @Async static Coroutine<String> checked() {
        try { await(io()); return result("no"); } catch (java.io.IOException e) { return result("checked " + e); }
    }
    @Async static Coroutine<Void> io() throws java.io.IOException { await(v(0)); throw new java.io.IOException("io"); }
    @Expect("witness java.lang.IllegalStateException: io") @Async static Coroutine<String> witness() {
        try { await(fails(new IllegalStateException("io")), java.io.IOException.class); return result("no"); } catch (java.io.IOException e) { return result("io"); } catch (IllegalStateException e) { return result("witness " + e); }
    }
    @Expect("w w2") @Async static Coroutine<String> witnessOnStack() throws Exception { return result(await(v("w"), Exception.class) + " " + await(v("w2"), Exception.class)); }
    @Expect("null") @Async static Coroutine<Void> empty() { return done(); }
    @Expect("5") @Async static Coroutine<Integer> onlyResult() { return result(5); }
    @Expect("1") @Async static Coroutine<Integer> tail() { return child(1); }
    @Async static Coroutine<Integer> e8(int k) { switch (k) { case 0: return child(10); case 1: return c(11); default: return k > 5 ? result(12) : child(13); } }
    @Expect("10 11 13 12") @Async static Coroutine<String> e8() { return result(await(e8(0)) + " " + await(e8(1)) + " " + await(e8(2)) + " " + await(e8(6))); }
    @Expect("2 3") @Async static Coroutine<String> ternaryReturn() { return result(await(tern(true)) + " " + await(tern(false))); }
    @Async static Coroutine<Integer> tern(boolean b) { return await(v(b)) ? result(2) : result(await(v(3))); }
    @Async static Coroutine<Integer> fin(StringBuilder log) { try { return result(await(v(1))); } finally { try { log.append(await(v("a"))); } finally { log.append(await(v("b"))); } } }
    @Expect("1ab") @Async static Coroutine<String> finallyInFinally() { StringBuilder log = new StringBuilder(); return result(await(fin(log)) + log.toString()); }
}
