// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Awaitable;
import dev.heddle.Coroutine;
import dev.heddle.conformance.harness.CaseCompiler;
import dev.heddle.conformance.harness.CaseLoader;
import dev.heddle.conformance.harness.CaseSet;
import dev.heddle.conformance.harness.CaseWeaver;
import dev.heddle.conformance.harness.Flavour;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Promise;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.transformer.TransformResult;
import dev.heddle.transformer.Transformer;
import dev.heddle.transformer.verify.OutputVerifier;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** What holds for every class that is woven; tried on all cases. */
class InvariantsTest {

    private static final Path CASES = Path.of("src", "test", "cases");
    private static final String WOVEN_CALLS = "dev/heddle/runtime/codegen/";

    private static Map<String, byte[]> compiled(Flavour flavour, String debug) {
        Map<String, String> sources = new TreeMap<>();
        CaseSet.sources(CASES.resolve("both")).forEach((name, text) -> sources.put(name, flavour.translate(text)));
        if (!flavour.isHot()) {
            sources.putAll(CaseSet.sources(CASES.resolve("cold")));
        }
        return CaseCompiler.compile(sources, debug, "-parameters");
    }

    private static ClassNode node(byte[] classFile) {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        return node;
    }

    @Test
    void sameInputSameOutput() {
        Map<String, byte[]> classes = compiled(Flavour.COROUTINE, "-g");
        Map<String, byte[]> once = CaseWeaver.weave(classes);
        Map<String, byte[]> again = CaseWeaver.weave(classes);
        assertEquals(once.keySet(), again.keySet());
        once.forEach((name, bytes) -> assertArrayEquals(bytes, again.get(name), name));
    }

    @Test
    void weavingTwiceChangesNothing() {
        Map<String, byte[]> once = CaseWeaver.weave(compiled(Flavour.FUTURE, "-g"));
        Transformer transformer = CaseWeaver.transformer(once);
        once.forEach((name, bytes) ->
                assertInstanceOf(TransformResult.Unchanged.class, transformer.transform(bytes, name), name));
    }

    @Test
    void everyClassVerifies() {
        for (Flavour flavour : List.of(Flavour.COROUTINE, Flavour.FUTURE)) {
            Map<String, byte[]> woven = CaseWeaver.weave(compiled(flavour, "-g:none"));
            woven.forEach((name, bytes) ->
                    assertEquals(Optional.empty(), OutputVerifier.verify(bytes, CaseWeaver.hierarchy(woven)), name));
            new CaseLoader(woven).linkAll();
        }
    }

    /** And nothing but codegen is called that was not called before. */
    @Test
    void wovenCodeCallsOnlyCodegen() {
        Map<String, byte[]> classes = compiled(Flavour.COROUTINE, "-g");
        Map<String, byte[]> woven = CaseWeaver.weave(classes);
        Set<String> frames = new HashSet<>(woven.keySet());
        frames.removeAll(classes.keySet());
        Set<String> added = new TreeSet<>();
        woven.forEach((name, bytes) -> {
            Set<String> before = classes.containsKey(name) ? calls(node(classes.get(name))) : Set.of();
            String host = name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
            for (String call : calls(node(bytes))) {
                String owner = call.substring(0, call.indexOf('.'));
                boolean ours = owner.startsWith(WOVEN_CALLS)
                        || frames.contains(owner)
                        || owner.equals(name)
                        || owner.startsWith(host);
                if (!before.contains(call) && !ours) {
                    added.add(name + " calls " + call);
                }
            }
        });
        assertEquals(Set.of(), added);
    }

    private static Set<String> calls(ClassNode node) {
        Set<String> calls = new TreeSet<>();
        for (MethodNode method : node.methods) {
            for (AbstractInsnNode insn : method.instructions) {
                if (insn instanceof MethodInsnNode call) {
                    calls.add(call.owner + "." + call.name + call.desc);
                }
            }
        }
        return calls;
    }

    @Test
    void noMarkerIsLeft() {
        CaseWeaver.weave(compiled(Flavour.COROUTINE, "-g"))
                .forEach((name, bytes) -> assertFalse(
                        calls(node(bytes)).stream().anyMatch(call -> call.startsWith("dev/heddle/Coroutine.await")),
                        name));
    }

    @Test
    void bodiesKeepTheirLinesAndAreSeenByTools() {
        Map<String, byte[]> classes = compiled(Flavour.COROUTINE, "-g");
        Map<String, byte[]> woven = CaseWeaver.weave(classes);
        int bodies = 0;
        for (Map.Entry<String, byte[]> each : classes.entrySet()) {
            Map<String, List<MethodNode>> byName = new HashMap<>();
            ClassNode after = node(woven.get(each.getKey()));
            after.methods.forEach(method -> byName.computeIfAbsent(method.name, name -> new ArrayList<>())
                    .add(method));
            for (MethodNode before : node(each.getValue()).methods) {
                MethodNode stub = byName.get(before.name).stream()
                        .filter(method -> method.desc.equals(before.desc))
                        .findFirst()
                        .orElseThrow();
                if (!before.desc.endsWith(")Ldev/heddle/Coroutine;")
                        || stub.instructions.size() == 0
                        || lines(stub).equals(lines(before))) {
                    continue;
                }
                bodies++;
                String what = each.getKey() + "." + before.name;
                assertEquals(Set.of(), lines(stub), what);
                assertEquals(before.access, stub.access, what);
                assertEquals(before.signature, stub.signature, what);
                assertEquals(before.exceptions, stub.exceptions, what);
                MethodNode body = byName.get(before.name).stream()
                        .filter(method -> lines(method).equals(lines(before)))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no body with the lines of " + what));
                assertEquals(Opcodes.ACC_PRIVATE | (before.access & Opcodes.ACC_STATIC), body.access, what);
                assertEquals(null, body.visibleAnnotations, what);
            }
        }
        assertTrue(bodies > 200, "only " + bodies + " bodies");
    }

    private static Set<Integer> lines(MethodNode method) {
        Set<Integer> lines = new TreeSet<>();
        for (AbstractInsnNode insn : method.instructions) {
            if (insn instanceof LineNumberNode line) {
                lines.add(line.line);
            }
        }
        return lines;
    }

    private static final String DECLARED = """
            import static dev.heddle.Coroutine.*;
            import dev.heddle.*;
            import java.lang.annotation.*;
            import java.util.*;
            public abstract class Declared<T extends Number> implements Comparable<Declared<T>> {
                @Retention(RetentionPolicy.RUNTIME) @interface Note { String value() default ""; }
                @Retention(RetentionPolicy.RUNTIME) @Target({ElementType.TYPE_USE, ElementType.TYPE_PARAMETER}) @interface Kind { }
                @Note("m") @Deprecated @Async protected final <X extends Exception> @Kind Coroutine<List<? super T>> go(@Note("p") @Kind List<T> first, final int second, @Note("v") String... rest) throws X, java.io.IOException { await(Coroutine.done()); @Kind String s = rest[0]; await(Coroutine.done()); return result(new ArrayList<>()); }
                @Async public Coroutine<Void> bridged(T t) { await(done()); return done(); }
                static class Sub extends Declared<Integer> { @Override @Async public Coroutine<Void> bridged(Integer t) { await(super.bridged(t)); return done(); } public int compareTo(Declared<Integer> o) { return 0; } }
            }
            """;

    @Test
    void stubKeepsWhatIsDeclared() throws Exception {
        Map<String, byte[]> classes = CaseCompiler.compile(Map.of("Declared", DECLARED), "-g", "-parameters");
        Class<?> before = new CaseLoader(classes).initialised("Declared");
        Class<?> after = new CaseLoader(CaseWeaver.weave(classes)).initialised("Declared");
        Method plain = before.getDeclaredMethod("go", List.class, int.class, String[].class);
        Method stub = after.getDeclaredMethod("go", List.class, int.class, String[].class);
        assertEquals(plain.toGenericString(), stub.toGenericString());
        assertEquals(texts(plain.getAnnotations()), texts(stub.getAnnotations()));
        assertEquals(
                plain.getAnnotatedReturnType().toString(),
                stub.getAnnotatedReturnType().toString());
        assertEquals(plain.getParameterCount(), stub.getParameterCount());
        for (int i = 0; i < plain.getParameterCount(); i++) {
            assertEquals(plain.getParameters()[i].toString(), stub.getParameters()[i].toString());
            assertEquals(plain.getParameters()[i].isNamePresent(), stub.getParameters()[i].isNamePresent());
            assertEquals(plain.getParameters()[i].getModifiers(), stub.getParameters()[i].getModifiers());
            assertEquals(texts(plain.getParameterAnnotations()[i]), texts(stub.getParameterAnnotations()[i]));
            assertEquals(
                    plain.getAnnotatedParameterTypes()[i].toString(), stub.getAnnotatedParameterTypes()[i].toString());
        }
        List<Method> bodies = java.util.Arrays.stream(after.getDeclaredMethods())
                .filter(each -> each.getName().equals("go") && !each.equals(stub))
                .toList();
        assertEquals(1, bodies.size());
        assertTrue(
                Modifier.isPrivate(bodies.get(0).getModifiers())
                        && !bodies.get(0).isSynthetic(),
                bodies.toString());
        assertEquals(0, bodies.get(0).getAnnotations().length);
        assertNotNull(after.getDeclaredMethods());
        // The bridge is left alone: it calls the stub.
        Class<?> sub = after.getClassLoader().loadClass("Declared$Sub");
        assertEquals(
                1,
                java.util.Arrays.stream(sub.getDeclaredMethods())
                        .filter(each -> each.isBridge() && each.getName().equals("bridged"))
                        .count());
    }

    private static List<String> texts(java.lang.annotation.Annotation[] annotations) {
        return java.util.Arrays.stream(annotations).map(String::valueOf).toList();
    }

    /** B2: the class is initialised where its NEW stands, before the arguments, as javac has it. */
    @Test
    void classIsInitialisedBeforeItsArguments() throws Exception {
        String source = """
                import static dev.heddle.Coroutine.*;
                import static dev.heddle.conformance.Env.*;
                import dev.heddle.*;
                import dev.heddle.conformance.Expect;
                public class Order {
                    static class Init { static { trace("clinit"); } Init(Object a, Object b) { trace("init"); } }
                    @Expect(value = "null", trace = "clinit a b init") @Async static Coroutine<Void> go() { new Init(say("a"), say(await(v("b")))); return done(); }
                }
                """;
        for (var mode : dev.heddle.conformance.harness.Mode.values()) {
            CaseSet woven = CaseSet.of(Map.of("Order", source), Flavour.COROUTINE, "-g");
            assertEquals(
                    List.of("clinit", "a", "b", "init"),
                    dev.heddle.conformance.harness.CaseRunner.woven(woven.find("Order", "go"), mode, -1)
                            .trace(),
                    mode.toString());
        }
    }

    /** D19: a state that names no await of the method. */
    @Test
    void foreignStateIsRefused() throws Exception {
        String source = """
                import static dev.heddle.Coroutine.*;
                import dev.heddle.*;
                public class States {
                    @Async public static Coroutine<Integer> straight(Awaitable<Integer> a) { int s = await(a); s += await(a); return result(s); }
                    @Async public static Coroutine<Integer> loop(Awaitable<Integer> a) { int s = 0; for (int i = 0; i < 3; i++) { s += await(a); try { s += await(a); } catch (IllegalArgumentException e) { s++; } } return result(s); }
                }
                """;
        Class<?> states = new CaseLoader(CaseWeaver.weave(CaseCompiler.compile(Map.of("States", source), "-g")))
                .initialised("States");
        for (String method : List.of("straight", "loop")) {
            Promise<Integer> promise = new Promise<>();
            Frame<?> frame =
                    (Frame<?>) states.getMethod(method, Awaitable.class).invoke(null, promise);
            try (EventLoop loop = EventLoop.builder().build()) {
                loop.execute(() -> {
                    frame.state = -17;
                    promise.complete(1);
                });
                IllegalStateException refused =
                        assertThrows(IllegalStateException.class, () -> loop.runUntilDone((Coroutine<?>) frame));
                assertTrue(refused.getMessage().contains("can't be resumed in state -17"), refused.getMessage());
            }
        }
    }
}
