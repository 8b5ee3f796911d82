// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.cohabitation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.heddle.conformance.harness.CaseCheck;
import dev.heddle.conformance.harness.CaseCompiler;
import dev.heddle.conformance.harness.CaseLoader;
import dev.heddle.conformance.harness.CaseWeaver;
import dev.heddle.conformance.harness.Flavour;
import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coroutines in classes that Lombok has a hand in. */
class LombokTest {

    private static final String SOURCE = """
            import static dev.heddle.Coroutine.*;
            import static dev.heddle.conformance.Env.*;
            import dev.heddle.*;
            import dev.heddle.conformance.Expect;
            import java.io.IOException;
            import java.util.*;
            import lombok.*;
            public class Lomboked {
                static class Res { final String n; Res(String n) { this.n = n; trace("open " + n); } public void close() { trace("close " + n); } public void dispose() { trace("dispose " + n); } }
                @Expect(value = "xy2", trace = "open a open b body dispose b close a") @Async static Coroutine<String> cleanup() {
                    @Cleanup Res a = new Res("a");
                    @Cleanup("dispose") Res b = new Res(await(v("b")));
                    val text = await(v("x")); var more = await(v("y")); more += await(v(2));
                    trace("body");
                    return result(text + more);
                }
                @Expect("3 1 2") @Async static Coroutine<String> vals() {
                    String s = ""; for (val each : List.of(1, 2)) { val twice = await(v(each)); s += " " + twice; } val sum = await(v(1)) + await(v(2L)); return result(sum + s);
                }
                @SneakyThrows @Async static Coroutine<String> sneaky(int i) { await(v(i)); if (i == 1) throw new IOException("sneaky"); return result("fine"); }
                @Expect("fine sneaky") @Async static Coroutine<String> sneakyThrows() {
                    String s = await(sneaky(0)); try { await(sneaky(1)); } catch (Exception e) { s += " " + e.getMessage(); } return result(s);
                }
                @SneakyThrows @Async static Coroutine<String> wrapped(boolean tail) { if (tail) return sneaky(1); return result(await(sneaky(0))); }
                @Expect("fine sneaky") @Async static Coroutine<String> sneakyTail() {
                    String s = await(wrapped(false)); try { await(wrapped(true)); } catch (Exception e) { s += " " + e.getMessage(); } return result(s);
                }
                @Async static Coroutine<String> nonNull(@NonNull String s) { return result(await(v(s))); }
                @Expect(value = "a s is marked non-null but is null") @Async static Coroutine<String> nonNulls() {
                    String s = await(nonNull("a")); try { await(nonNull(null)); } catch (NullPointerException e) { s += " " + e.getMessage(); } return result(s);
                }
                @Data @Builder @With static class Bean { final int a; String b; @Async Coroutine<Bean> bump() { return result(this.withA(await(v(a + 1)))); } }
                @Expect("Lomboked.Bean(a=3, b=z)") @Async static Coroutine<String> data() { Bean b = await(Bean.builder().a(await(v(2))).b("y").build().bump()); b.setB(await(v("z"))); return result(b.toString()); }
                @RequiredArgsConstructor @Getter enum Op { INC(1) { @Override @Async Coroutine<Integer> on(int i) { return result(i + await(v(getBy()))); } }; private final int by; abstract Coroutine<Integer> on(int i); }
                @Expect("6") @Async static Coroutine<Integer> enums() { return Op.INC.on(5); }
                @Getter(lazy = true) private final String lazy = "lazy";
                @Expect("lazy1") @Async static Coroutine<String> lazily() { Lomboked l = await(v(new Lomboked())); return result(l.getLazy() + await(v(1))); }
                static String locked(Object o) { return Thread.holdsLock(o) + ""; }
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"cleanup", "vals", "sneakyThrows", "sneakyTail", "nonNulls", "data", "enums", "lazily"})
    void lombokedCoroutines(String name) throws Exception {
        Method twin = Classes.TWIN.getDeclaredMethod(name);
        Method woven = Classes.WOVEN.getDeclaredMethod(name);
        twin.setAccessible(true);
        woven.setAccessible(true);
        CaseCheck.check(twin, woven);
    }

    /** Compiled once for all tests. */
    private static final class Classes {
        static final Class<?> TWIN = new CaseLoader(lombok(Flavour.TWIN.translate(SOURCE))).initialised("Lomboked");
        static final Class<?> WOVEN = new CaseLoader(CaseWeaver.weave(lombok(SOURCE))).initialised("Lomboked");
    }

    private static Map<String, byte[]> lombok(String source) {
        return CaseCompiler.compileWithProcessors(Map.of("Lomboked", source), "-g");
    }

    /** Lombok's {@code @Synchronized} puts a synchronized block around the body, which can't be held across an await. */
    @Test
    void synchronizedBodiesAreRefused() {
        String source = SOURCE.substring(0, SOURCE.indexOf("    static class Res"))
                + "    @Synchronized @Async static Coroutine<String> guarded() { String s = \"a\"; return result(s + await(v(1))); }\n"
                + "    @Locked @Async Coroutine<String> locked() { return result(\"no await here\"); }\n}";
        var said = CaseWeaver.diagnose(lombok(source));
        assertEquals(1, said.size(), said.toString());
        assertEquals("HED002", said.get(0).code().id());
        assertEquals(
                "await in a synchronized block in Lomboked.guarded()",
                said.get(0).message());
    }
}
