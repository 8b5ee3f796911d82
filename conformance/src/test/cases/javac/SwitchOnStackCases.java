// SPDX-License-Identifier: Apache-2.0
import static dev.heddle.Coroutine.*;
import static dev.heddle.conformance.Env.*;

import dev.heddle.*;
import dev.heddle.conformance.Expect;

/** Switches with a loop or a try block in them, and something on the stack below. Of these ecj makes class files that the JVM refuses, woven or not. */
public class SwitchOnStackCases {

    static class A { final String s; A(String a, String b) { s = a + b; } }

    @Expect("7") @Async static Coroutine<Integer> nestedSwitchExpression() {
        return result(1 + switch (await(v(1))) { case 1 -> switch (await(v("b"))) { case "a" -> 1; case "b" -> { int q = 0; for (int i = 0; i < 3; i++) q += await(v(i)); yield q + await(v(3)); } default -> 5; }; default -> 0; });
    }
    @Expect("inner 1 outer") @Async static Coroutine<String> tryInsideSwitchInsideNew() {
        return result(new A(switch (await(v(1))) {
            case 1 -> { try { if (await(v(true))) throw new IllegalStateException("inner"); yield "x"; } catch (IllegalStateException e) { yield e.getMessage() + await(v(" 1")); } }
            default -> "d";
        }, await(v(" outer"))).s);
    }
}
