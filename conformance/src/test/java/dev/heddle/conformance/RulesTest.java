// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.conformance.harness.CaseCompiler;
import dev.heddle.conformance.harness.CaseWeaver;
import dev.heddle.conformance.harness.Vendor;
import dev.heddle.transformer.diagnostic.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What is refused and warned of: each source line that something is to be said about ends with {@code // HED… words of the message}. */
class RulesTest {

    private static final Pattern EXPECTED = Pattern.compile("// (HED\\d+) (.*)");

    private static final String HEADER =
            "import static dev.heddle.Coroutine.*; import dev.heddle.*; import dev.heddle.runtime.*; import java.util.*; import java.util.function.*; import java.util.concurrent.*;\n"
                    + "public class Bad { Promise<Integer> p; static Promise<Integer> sp; @Async static Coroutine<Integer> one() { return result(1); }\n";

    /** The diagnostics must be those that the source's comments ask for, on their lines, and no others. */
    static void check(String members) {
        check(Vendor.JAVAC, members);
    }

    static void check(Vendor vendor, String members) {
        String source = HEADER + members + "\n}";
        TreeMap<Integer, String> expected = new TreeMap<>();
        String[] lines = source.split("\n");
        for (int i = 0; i < lines.length; i++) {
            Matcher matcher = EXPECTED.matcher(lines[i]);
            if (matcher.find()) {
                expected.put(i + 1, matcher.group(1) + " " + matcher.group(2));
            }
        }
        List<Diagnostic> said = CaseWeaver.diagnose(CaseCompiler.compile(vendor, Map.of("Bad", source), "-g"));
        TreeMap<Integer, String> actual = new TreeMap<>();
        for (Diagnostic each : said) {
            actual.merge(each.line(), each.code().id() + " " + each.message(), (a, b) -> a + " AND " + b);
            assertEquals("Bad.java", each.file());
            assertTrue(
                    each.headline()
                            .startsWith("Bad.java:[" + Math.max(1, each.line()) + ",1] "
                                    + each.code().id()),
                    each.headline());
            assertTrue(each.headline().endsWith(": " + each.code().remedy()), each.headline());
        }
        assertEquals(
                String.join(
                        "\n",
                        expected.keySet().stream()
                                .map(line -> line + ": " + expected.get(line))
                                .toList()),
                String.join(
                        "\n",
                        actual.keySet().stream()
                                .map(line -> line + ": " + actual.get(line))
                                .toList()));
    }

    @Test
    void awaitOutsideCoroutine() {
        check("""
                int plain() {
                    return await(p); // HED001 await in Bad.plain(), which is no coroutine
                }
                Coroutine<Integer> notMarked() {
                    int i = 1;
                    return result(i + await(p)); // HED001 await in Bad.notMarked(), which lacks @Async
                }
                """);
    }

    @Test
    void awaitInSynchronizedBlock() {
        check("""
                @Async Coroutine<Integer> block() {
                    await(p);
                    synchronized (this) {
                        int i = 1;
                        i += await(p); // HED002 await in a synchronized block in Bad.block()
                    }
                    return result(await(p));
                }
                @Async static Coroutine<Integer> two(Object a, Object b) {
                    synchronized (a) {
                        synchronized (b) { b.hashCode(); }
                        await(sp); // HED002 await in a synchronized block in Bad.two()
                    }
                    synchronized (b) { a.hashCode(); }
                    return result(await(sp));
                }
                @Async static Coroutine<Integer> inFinally(Object a) {
                    try { await(sp); } finally { synchronized (a) { a.hashCode(); } }
                    return result(await(sp));
                }
                """);
    }

    @Test
    void synchronizedMethod() {
        check("""
                @Async synchronized Coroutine<Integer> sync() {
                    return result(1); // HED003 @Async on the synchronized method Bad.sync()
                }
                @Async static synchronized Coroutine<Integer> staticSync() {
                    return result(await(sp)); // HED003 @Async on the synchronized method Bad.staticSync()
                }
                """);
    }

    @Test
    void awaitInInitialisers() {
        check("""
                Bad() {
                    super();
                    await(sp); // HED004 await in the constructor of Bad
                }
                static int s =
                    await(sp); // HED004 await in the static initialiser of Bad
                """);
    }

    @Test
    void awaitInPlainLambda() {
        check("""
                Callable<Integer> c = () ->
                    await(p); // HED005 await in a lambda that returns java.lang.Integer
                @Async Coroutine<Integer> go(List<Integer> all) {
                    all.forEach(x -> {
                        await(p); // HED005 await in a lambda that returns void
                    });
                    Supplier<Object> s = () -> {
                        await(p); // HED005 await in a lambda that returns java.lang.Object
                        return null;
                    };
                    AsyncCallable<Integer> fine = () -> result(await(p));
                    return fine.call();
                }
                """.replace("return fine.call();", "return result(await(p));"));
    }

    @Test
    void awaitAsReference() {
        check("""
                @Async Coroutine<Integer> go() {
                    Function<Awaitable<Integer>, Integer> f = Coroutine::await; // HED006 method reference to await in Bad.go()
                    return result(await(p));
                }
                """);
    }

    @Test
    void wrongReturnTypeAndNoBody() {
        check("""
                @Async int plain() {
                    return 1; // HED007 @Async method Bad.plain() returns int
                }
                @Async Future<Integer> future() {
                    return CompletableFuture.completedFuture(await(p)); // HED007 @Async method Bad.future() returns java.util.concurrent.Future
                }
                """);
        List<Diagnostic> said = CaseWeaver.diagnose(CaseCompiler.compile(
                Map.of(
                        "Bad",
                        HEADER
                                + "static abstract class A { @Async abstract Coroutine<Integer> a(); } interface I { @Async Coroutine<Integer> i(); } static class N { @Async native Coroutine<Integer> n(); } }"),
                "-g"));
        assertEquals(
                List.of(
                        "HED008 @Async on the abstract method Bad.A.a()",
                        "HED008 @Async on the abstract method Bad.I.i()",
                        "HED008 @Async on the native method Bad.N.n()"),
                said.stream()
                        .map(each -> each.code().id() + " " + each.message())
                        .toList());
    }

    private static Map<String, byte[]> good() {
        return CaseCompiler.compile(
                Map.of("Bad", HEADER + "@Async Coroutine<Integer> go() { return result(await(p)); } }"), "-g");
    }

    private static Diagnostic only(byte[] classFile) {
        List<Diagnostic> said = CaseWeaver.diagnose(Map.of("Bad", classFile));
        assertEquals(1, said.size(), said.toString());
        return said.get(0);
    }

    @Test
    void versions() {
        byte[] tooNew = good().get("Bad").clone();
        tooNew[7] = 99;
        assertEquals("HED009", only(tooNew).code().id());
        assertTrue(
                only(tooNew).message().startsWith("Bad is compiled for Java 55 (class file version 99)"),
                only(tooNew).message());
        byte[] tooOld = good().get("Bad").clone();
        // Java 6's, where there still was JSR.
        tooOld[7] = 50;
        assertEquals("HED010", only(tooOld).code().id());
        assertTrue(
                only(tooOld).message().contains("Java 6 (class file version 50)"),
                only(tooOld).message());
    }

    @Test
    void damagedFile() {
        byte[] whole = good().get("Bad");
        byte[] damaged = java.util.Arrays.copyOf(whole, whole.length / 2);
        assertEquals("HED013", only(damaged).code().id());
    }

    @Test
    void nothingCutShortCrashes() {
        byte[] whole = good().get("Bad");
        for (int length = 0; length < whole.length; length += 7) {
            for (Diagnostic each : CaseWeaver.diagnose(Map.of("Bad", java.util.Arrays.copyOf(whole, length)))) {
                assertEquals("HED013", each.code().id(), "cut at " + length + ": " + each.headline());
            }
        }
    }

    /** javac never compares an object before its constructor has run; the verifier allows it to be locked or compared with null. */
    @Test
    void unfinishedObjectLookedAt() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        new ClassReader(good().get("Bad"))
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                MethodVisitor out = super.visitMethod(access, name, descriptor, signature, exceptions);
                                if (!name.equals("go")) {
                                    return out;
                                }
                                return new MethodVisitor(Opcodes.ASM9, out) {
                                    @Override
                                    public void visitCode() {
                                        super.visitCode();
                                        Label next = new Label();
                                        visitTypeInsn(Opcodes.NEW, "java/lang/StringBuilder");
                                        visitInsn(Opcodes.DUP);
                                        visitJumpInsn(Opcodes.IFNULL, next);
                                        visitLabel(next);
                                        visitVarInsn(Opcodes.ALOAD, 0);
                                        visitFieldInsn(Opcodes.GETFIELD, "Bad", "p", "Ldev/heddle/runtime/Promise;");
                                        visitMethodInsn(
                                                Opcodes.INVOKESTATIC,
                                                "dev/heddle/Coroutine",
                                                "await",
                                                "(Ldev/heddle/Awaitable;)Ljava/lang/Object;",
                                                true);
                                        visitInsn(Opcodes.POP);
                                        visitMethodInsn(
                                                Opcodes.INVOKESPECIAL,
                                                "java/lang/StringBuilder",
                                                "<init>",
                                                "()V",
                                                false);
                                    }
                                };
                            }
                        },
                        0);
        assertEquals("HED012", only(writer.toByteArray()).code().id());
    }
}
