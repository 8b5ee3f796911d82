// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Awaitable;
import dev.heddle.Coroutine;
import dev.heddle.conformance.harness.CaseCompiler;
import dev.heddle.conformance.harness.CaseLoader;
import dev.heddle.conformance.harness.CaseWeaver;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Promise;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C13 to C18: a suspended coroutine keeps nothing that its source could no longer reach. */
public class MemoryTest {

    private static final String SOURCE = """
            import static dev.heddle.Coroutine.*;
            import static dev.heddle.conformance.MemoryTest.*;
            import dev.heddle.*;
            public class Keeps {
                /** watched() remembers an object weakly; look() has the test look at all of them, while we wait. */
                @Async static Coroutine<Void> overwritten() { Object o = watched(0); o.hashCode(); await(look("0 gone? no")); o = null; await(look("0 gone")); return done(); }
                @Async static Coroutine<Void> lastUse() { Object o = watched(0); await(look("0 kept")); o.hashCode(); await(look("0 gone")); return done(); }
                @Async static Coroutine<Void> parameter(Object p) { await(look("0 kept")); p.hashCode(); await(look("0 gone")); return done(); }
                @Async static Coroutine<Void> unusedParameter(Object p) { await(look("0 gone")); return done(); }
                @Async static Coroutine<Void> callsParameter() { await(parameter(watched(0))); await(look("0 gone")); return done(); }
                @Async static Coroutine<Void> callsUnused() { await(unusedParameter(watched(0))); return done(); }
                @Async static Coroutine<Void> loop() { for (int i = 0; i < 3; i++) { Object o = watched(i); await(look(i + " kept")); o.hashCode(); await(look(i + " gone")); } return done(); }
                @Async static Coroutine<Object> receive(int i) { await(look("- ")); return result(watched(i)); }
                @Async static Coroutine<Void> consumer() { Object buf; int i = 0; while (i < 3) { buf = await(receive(i)); buf.hashCode(); await(look(i + " gone")); i++; } return done(); }
                @Async static Coroutine<Void> branches() { Object a = watched(0), b = watched(1); boolean first = tell(); await(look("0 kept")); if (first) { a.hashCode(); await(look("1 gone")); } else { b.hashCode(); await(look("0 gone")); } await(look("0 gone")); return done(); }
                @Async static Coroutine<Void> operand() { two(watched(0), await(look("0 kept"))); await(look("0 gone")); return done(); }
                @Async static Coroutine<Void> caught() { try { throw watchedException(0); } catch (IllegalStateException e) { await(look("0 kept")); e.hashCode(); await(look("0 gone")); } await(look("0 gone")); return done(); }
                @Async static Coroutine<Void> child(Object p) { Object l = watched(1); await(look("0 kept")); l.hashCode(); p.hashCode(); return done(); }
                @Async static Coroutine<Void> finishedChild() { await(child(watched(0))); await(look("0 gone")); await(look("1 gone")); return done(); }
                @Async Coroutine<Void> virtualChild(Object p) { Object l = watched(1); await(look("1 kept")); l.hashCode(); p.hashCode(); return done(); }
                @Async static Coroutine<Void> finishedVirtualChild() { Keeps k = new Keeps(); await(k.virtualChild(watched(0))); k = null; await(look("0 gone")); await(look("1 gone")); return done(); }
                @Async static Coroutine<Void> tail() { Object o = watched(0); await(look("0 kept")); o.hashCode(); return tailed(); }
                @Async static Coroutine<Void> tailed() { await(look("0 gone")); return done(); }
                @Async static Coroutine<Void> deadInFinally() { Object o = watched(0); try { o.hashCode(); await(look("0 gone")); } finally { await(look("0 gone")); } return done(); }
                @Async static Coroutine<Void> neededInFinally() { Object o = watched(0); try { await(look("0 kept")); } finally { o.hashCode(); await(look("0 gone")); } return done(); }
                static void two(Object a, Object b) {}
            }
            """;

    private static final List<WeakReference<Object>> WATCHED = new ArrayList<>();
    private static final List<String> WRONG = new ArrayList<>();
    private static int looks;

    /** Remembers an object weakly. */
    public static Object watched(int number) {
        return remember(number, new byte[64]);
    }

    public static IllegalStateException watchedException(int number) {
        return remember(number, new IllegalStateException());
    }

    public static boolean tell() {
        return true;
    }

    private static <T> T remember(int number, T object) {
        assertEquals(WATCHED.size(), number);
        WATCHED.add(new WeakReference<>(object));
        return object;
    }

    /** Gives something to wait for; while it is waited for, the test looks whether the object is as it should be. */
    public static Awaitable<Object> look(String expectation) {
        looks++;
        Promise<Object> promise = new Promise<>();
        EventLoop.current().execute(() -> {
            String[] words = expectation.split(" ");
            if (words.length == 2) {
                WeakReference<Object> reference = WATCHED.get(Integer.parseInt(words[0]));
                boolean gone = words[1].equals("gone");
                for (int i = 0; i < 20 && gone && reference.get() != null; i++) {
                    System.gc();
                }
                if (gone != (reference.get() == null)) {
                    WRONG.add("look " + looks + ": " + expectation);
                }
            }
            promise.complete(null);
        });
        return promise;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "overwritten",
                "lastUse",
                "callsParameter",
                "callsUnused",
                "loop",
                "consumer",
                "branches",
                "operand",
                "caught",
                "finishedChild",
                "finishedVirtualChild",
                "tail",
                "deadInFinally",
                "neededInFinally"
            })
    void keepsOnlyWhatItNeeds(String method) throws Exception {
        WATCHED.clear();
        WRONG.clear();
        CaseLoader loader = new CaseLoader(CaseWeaver.weave(CaseCompiler.compile(Map.of("Keeps", SOURCE), "-g")));
        var entry = loader.initialised("Keeps").getDeclaredMethod(method);
        entry.setAccessible(true);
        EventLoop.run((Coroutine<?>) entry.invoke(null));
        assertEquals(List.of(), WRONG);
    }

    private static final String LOOP = """
            import static dev.heddle.Coroutine.*;
            import static dev.heddle.runtime.Tasks.*;
            import dev.heddle.*;
            public class Endless {
                @Async static Coroutine<Long> go(long times, Runnable halfWay) {
                    long sum = 0;
                    for (long i = 0; i < times; i++) {
                        if (i == times / 2) halfWay.run();
                        await(yieldNow());
                        sum += await(next(i));
                    }
                    halfWay.run();
                    return result(sum);
                }
                @Async static Coroutine<Integer> next(long i) { await(yieldNow()); return result(1); }
            }
            """;

    /** 10^7 suspensions, half of them of a child: what they leave behind would show. */
    @Test
    void heapStaysFlatInALongLoop() throws Exception {
        CaseLoader loader = new CaseLoader(CaseWeaver.weave(CaseCompiler.compile(Map.of("Endless", LOOP), "-g")));
        var entry = loader.initialised("Endless").getDeclaredMethod("go", long.class, Runnable.class);
        entry.setAccessible(true);
        List<Long> used = new ArrayList<>();
        long times = 5_000_000;
        Runnable look = () -> used.add(usedAfterCollection());
        assertEquals(times, EventLoop.run((Coroutine<?>) entry.invoke(null, times, look)));
        // An eighth of a byte for each suspension since the first look.
        assertTrue(used.get(1) - used.get(0) < times / 8, used::toString);
    }

    private static long usedAfterCollection() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static final String FRAMES = """
            import static dev.heddle.Coroutine.*;
            import static dev.heddle.conformance.Env.*;
            import dev.heddle.*;
            public class Fields {
                @Async static Coroutine<Void> go(Awaitable<Void> one, Awaitable<Void> two, String unused) {
                    String a = new String("a"); int temp = 3; await(one); int i = a.length() + temp; a = null; await(two); i++; String b = "b" + i; await(one); b.length(); return done();
                }
            }
            """;

    /** C14, C15: the fields of the frame, read while it is suspended. */
    @Test
    void fieldsOfAFrame() throws Exception {
        CaseLoader loader = new CaseLoader(CaseWeaver.weave(CaseCompiler.compile(Map.of("Fields", FRAMES), "-g")));
        var entry =
                loader.initialised("Fields").getDeclaredMethod("go", Awaitable.class, Awaitable.class, String.class);
        entry.setAccessible(true);
        Promise<Void> one = new Promise<>();
        Promise<Void> two = new Promise<>();
        Object frame = entry.invoke(null, one, two, "unused");
        try (EventLoop loop = EventLoop.builder().build()) {
            // Behind the coroutine's first step, for what was sent before a run comes before that.
            loop.execute(() -> loop.execute(() -> {
                assertEquals(List.of("a"), strings(frame));
                one.complete(null);
                loop.execute(() -> loop.execute(() -> {
                    assertEquals(List.of(), strings(frame));
                    two.complete(null);
                }));
            }));
            loop.runUntilDone((Coroutine<?>) frame);
        }
        assertEquals(List.of(), strings(frame));
    }

    private static List<String> strings(Object frame) {
        List<String> found = new ArrayList<>();
        try {
            for (Field field : frame.getClass().getDeclaredFields()) {
                field.setAccessible(true);
                if (field.get(frame) instanceof String text) {
                    found.add(text);
                }
            }
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
        return found;
    }
}
