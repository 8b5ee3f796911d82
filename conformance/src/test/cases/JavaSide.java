// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.*;
import static dev.heddle.conformance.Env.*;

import dev.heddle.*;

/** What coroutines of other languages await, and what awaits them. */
public class JavaSide {
    public interface Greeter { Coroutine<String> greet(String name); }
    @Async public static Coroutine<String> dear(Greeter greeter, String name) { String s = await(greeter.greet(name)); await(v(0)); return result(s + ", dear"); }
    @Async public static Coroutine<String> java(String name) { return result("java " + await(v(name))); }
    @Async public static Coroutine<Integer> sum(int a, int b) { return result(await(v(a)) + await(v(b))); }
    /** Tells whether a lock is held, once it is over. */
    @Async public static Coroutine<String> held(Object lock, String s) { await(v(0)); return result(false + " " + s); }
}
