// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.cohabitation;

import static net.bytebuddy.matcher.ElementMatchers.isAnnotatedWith;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.conformance.harness.CaseCompiler;
import dev.heddle.conformance.harness.CaseLoader;
import dev.heddle.conformance.harness.CaseWeaver;
import dev.heddle.runtime.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ByteBuddy, at work on the same classes before and after us. */
public class ByteBuddyTest {

    private static final String SOURCE = """
            import static dev.heddle.Coroutine.*;
            import static dev.heddle.runtime.Tasks.*;
            import dev.heddle.*;
            public class Shop {
                @Async public Coroutine<Integer> price(String name, long factor) {
                    await(yieldNow());
                    if (name.isEmpty()) { throw new IllegalArgumentException("empty"); }
                    int sum = 0;
                    for (int i = 0; i < name.length(); i++) { sum += await(letter(name.charAt(i))); }
                    try { await(yieldNow()); return result((int) (sum * factor)); } finally { await(yieldNow()); }
                }
                @Async Coroutine<Integer> letter(char c) { await(yieldNow()); return result(c - 'a'); }
                @Async public static Coroutine<Integer> total(Shop shop) { return result(await(shop.price("abc", 2)) + await(shop.price("b", 1))); }
                @Async public static Coroutine<Integer> empty(Shop shop) { return result(await(shop.price("", 1))); }
            }
            """;

    /** What advice has to say. */
    public static final List<String> SAID = new ArrayList<>();

    /** Inlined into the methods that it is put on. */
    public static class Timing {
        private Timing() {}

        @Advice.OnMethodEnter
        static long enter(@Advice.Origin("#m") String method) {
            SAID.add("enter " + method);
            return 7L;
        }

        @Advice.OnMethodExit(onThrowable = Throwable.class)
        static void exit(
                @Advice.Enter long entered, @Advice.Origin("#m") String method, @Advice.Thrown Throwable thrown) {
            SAID.add("exit " + method + (thrown == null ? "" : " " + thrown.getMessage()) + entered);
        }
    }

    @BeforeEach
    void forget() {
        SAID.clear();
    }

    private static Map<String, byte[]> compiled() {
        return CaseCompiler.compile(Map.of("Shop", SOURCE), "-g");
    }

    private static Map<String, byte[]> advised(
            Map<String, byte[]> classes, ElementMatcher<? super MethodDescription> methods) {
        ClassFileLocator locator = locator(classes);
        TypeDescription shop = TypePool.Default.of(locator).describe("Shop").resolve();
        Map<String, byte[]> all = new TreeMap<>(classes);
        all.put(
                "Shop",
                new ByteBuddy()
                        .redefine(shop, locator)
                        .visit(Advice.to(Timing.class).on(methods))
                        .make()
                        .getBytes());
        return all;
    }

    private static ClassFileLocator locator(Map<String, byte[]> classes) {
        Map<String, byte[]> byBinaryName = new TreeMap<>();
        classes.forEach((name, bytes) -> byBinaryName.put(name.replace('/', '.'), bytes));
        return new ClassFileLocator.Compound(
                new ClassFileLocator.Simple(byBinaryName),
                ClassFileLocator.ForClassLoader.of(ByteBuddyTest.class.getClassLoader()));
    }

    private static Object run(Map<String, byte[]> classes, String entry) throws Exception {
        CaseLoader loader = new CaseLoader(classes);
        loader.linkAll();
        Class<?> shop = loader.initialised("Shop");
        Object made = shop.getDeclaredConstructor().newInstance();
        return EventLoop.run((Coroutine<?>) shop.getMethod(entry, shop).invoke(null, made));
    }

    /** Advice that is there before us is part of the body: it is entered once, and left when the coroutine ends, with whatever it ends. */
    @Test
    void adviceAndThenWoven() throws Exception {
        Map<String, byte[]> classes =
                CaseWeaver.weave(advised(compiled(), named("price").or(named("letter"))));
        assertEquals(7, run(classes, "total"));
        List<String> letter = List.of("enter letter", "exit letter7");
        List<String> expected = new ArrayList<>(List.of("enter price"));
        for (int i = 0; i < 3; i++) {
            expected.addAll(letter);
        }
        expected.add("exit price7");
        expected.add("enter price");
        expected.addAll(letter);
        expected.add("exit price7");
        assertEquals(expected, SAID);
        forget();
        assertThrows(IllegalArgumentException.class, () -> run(classes, "empty"));
        assertEquals(List.of("enter price", "exit price empty7"), SAID);
    }

    /** Advice that comes after us, on what users see of a coroutine: it runs when the coroutine is made. */
    @Test
    void wovenAndThenAdviceOnCoroutines() throws Exception {
        Map<String, byte[]> classes = advised(CaseWeaver.weave(compiled()), isAnnotatedWith(Async.class));
        assertEquals(7, run(classes, "total"));
        assertEquals(List.of("enter total", "exit total7"), SAID.subList(0, 2));
        // Awaited calls of what can't be overridden go to the body straight away; price() can be, letter() as well.
        assertEquals(2 * (1 + 2 + 4), SAID.size());
    }

    /** By name, advice also meets the bodies; it is entered anew with each resume, and nothing breaks. */
    @Test
    void wovenAndThenAdviceOnBodies() throws Exception {
        Map<String, byte[]> classes = advised(CaseWeaver.weave(compiled()), named("price"));
        assertEquals(7, run(classes, "total"));
        assertThrows(IllegalArgumentException.class, () -> run(classes, "empty"));
        long entered = SAID.stream().filter(each -> each.startsWith("enter")).count();
        assertEquals(2 * entered, SAID.size(), SAID.toString());
        // The stub thrice; the body for each start, and for each resume.
        assertTrue(entered >= 6, SAID.toString());
    }

    @Test
    void subclassOfWovenClass() throws Exception {
        CaseLoader loader = new CaseLoader(CaseWeaver.weave(compiled()));
        Class<?> shop = loader.initialised("Shop");
        Object doubled;
        try (var made = new ByteBuddy()
                .subclass(shop)
                .method(named("price"))
                .intercept(MethodCall.invokeSuper().withArgument(0).with(20L))
                .make()) {
            doubled = made.load(loader).getLoaded().getDeclaredConstructor().newInstance();
        }
        assertEquals(
                80, EventLoop.run((Coroutine<?>) shop.getMethod("total", shop).invoke(null, doubled)));
    }

    /** A class that no compiler has seen, with a coroutine that returns another in tail position. */
    @Test
    void classMadeFromNothing() throws Exception {
        Map<String, byte[]> classes = new TreeMap<>(compiled());
        ClassFileLocator locator = locator(classes);
        TypeDescription shop = TypePool.Default.of(locator).describe("Shop").resolve();
        classes.put(
                "Made",
                new ByteBuddy(ClassFileVersion.JAVA_V17)
                        .subclass(Object.class)
                        .name("Made")
                        .defineMethod(
                                "go",
                                Coroutine.class,
                                Visibility.PUBLIC,
                                net.bytebuddy.description.modifier.Ownership.STATIC)
                        .withParameters(shop)
                        .intercept(MethodCall.invoke(shop.getDeclaredMethods()
                                        .filter(named("total"))
                                        .getOnly())
                                .withArgument(0))
                        .annotateMethod(AnnotationDescription.Builder.ofType(Async.class)
                                .build())
                        .make()
                        .getBytes());
        CaseLoader loader = new CaseLoader(CaseWeaver.weave(classes));
        Class<?> type = loader.initialised("Shop");
        assertEquals(7, EventLoop.run((Coroutine<?>) loader.initialised("Made")
                .getMethod("go", type)
                .invoke(null, type.getDeclaredConstructor().newInstance())));
    }
}
