// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.*;
import static dev.heddle.conformance.Env.*;

import dev.heddle.*;
import dev.heddle.conformance.Expect;
import java.util.*;
import java.util.function.*;

/** What Java 22 to 25 add: unnamed variables, statements before {@code super}, module imports and the like. */
public class Java25Cases {

    record Pair<A, B>(A a, B b) {}
    static class Base { final String s; Base(String s) { this.s = s; } @Async Coroutine<String> m() { return result("base" + await(v(s))); } }
    static class Sub extends Base {
        final int n;
        Sub(int x) { if (x < 0) throw new IllegalArgumentException("neg"); int d = x * 2; n = d; String t = "s" + d; super(t); }
        @Override @Async Coroutine<String> m() { return result(await(super.m()) + n + await(v("!"))); }
    }
    @Expect("bases66!") @Async static Coroutine<String> flexibleConstructors() { return result(await(new Sub(await(v(3))).m())); }
    @Expect("!java.lang.IllegalArgumentException: neg") @Async static Coroutine<String> flexibleConstructorThrows() { return result(await(new Sub(await(v(-3))).m())); }
    @Expect("x2 3 caught") @Async static Coroutine<String> unnamed() {
        Object o = await(v(new Pair<>("x", 2)));
        String r = switch (o) { case Pair<?, ?>(String s, Integer _) when await(v(true)) -> s; case Pair<?, ?>(_, _) -> "p"; default -> "d"; };
        int n = 0; for (var _ : List.of(1, 2, 3)) n += await(v(1));
        if (o instanceof Pair<?, ?>(_, Integer i)) r += await(v(i));
        try { Integer.parseInt(await(v("z"))); } catch (NumberFormatException _) { return result(r + " " + n + " " + await(v("caught"))); }
        return result("no");
    }
    void instanceMain() {}
    class Inner extends Base { final int k; Inner(int k) { this.k = k; super("in"); } }
    @Async Coroutine<String> inner() { return result(new Inner(await(v(4))).s + new Inner(await(v(4))).k); }
    @Expect("in4") @Async static Coroutine<String> innerBeforeSuper() { return result(await(new Java25Cases().inner())); }
}
