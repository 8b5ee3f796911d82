// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.heddle.Coroutine;
import dev.heddle.conformance.harness.CaseCompiler;
import dev.heddle.conformance.harness.CaseLoader;
import dev.heddle.conformance.harness.CaseWeaver;
import dev.heddle.runtime.EventLoop;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** E5: coroutines and types of other packages, which woven code may use no more freely than the source did. */
class PackagesTest {

    private static final String BASE = """
            package one;
            import static dev.heddle.Coroutine.*;
            import static dev.heddle.runtime.Tasks.*;
            import dev.heddle.*;
            public abstract class Base {
                protected int kept = 1;
                @Async protected static <T> Coroutine<T> echo(T value) { await(yieldNow()); return result(value); }
                @Async protected Coroutine<Integer> bump(int by) { kept += by; await(yieldNow()); return result(kept); }
                static class Hidden { final int n = 5; public int number() { return n; } }
                public static Hidden hidden() { return new Hidden(); }
                public static int number(Hidden hidden) { return hidden.number(); }
                protected static class Nested { protected final String s; public Nested(String s, int i) { this.s = s + i; } @Override public String toString() { return s; } }
            }
            """;

    private static final String SUB = """
            package two;
            import static dev.heddle.Coroutine.*;
            import static dev.heddle.runtime.Tasks.*;
            import dev.heddle.*;
            import one.Base;
            public class Sub extends Base {
                @Async public static Coroutine<String> go() {
                    String s = await(echo("a")) + await(Base.<Integer>echo(7));
                    var hidden = Base.hidden();
                    await(yieldNow());
                    s += Base.number(hidden);
                    s += new Nested("n", await(echo(3)));
                    Nested kept = new Nested(s, 0); await(yieldNow());
                    return result(kept + " " + await(new Sub().inherited()));
                }
                @Async Coroutine<Integer> inherited() { int before = kept; int sum = await(bump(2)) + await(super.bump(3)); kept += await(echo(10)); return result(before + sum + kept); }
            }
            """;

    @Test
    void protectedAndHiddenMembersOfAnotherPackage() throws Exception {
        CaseLoader loader =
                new CaseLoader(CaseWeaver.weave(CaseCompiler.compile(Map.of("one.Base", BASE, "two.Sub", SUB), "-g")));
        loader.linkAll();
        Coroutine<?> coroutine =
                (Coroutine<?>) loader.initialised("two.Sub").getMethod("go").invoke(null);
        assertEquals("a75n30 26", EventLoop.run(coroutine));
    }
}
