// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.cohabitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Coroutine;
import dev.heddle.conformance.harness.CaseCompiler;
import dev.heddle.conformance.harness.CaseLoader;
import dev.heddle.conformance.harness.CaseSet;
import dev.heddle.conformance.harness.CaseTests;
import dev.heddle.conformance.harness.CaseWeaver;
import dev.heddle.conformance.harness.Flavour;
import dev.heddle.conformance.harness.GroovyCompiler;
import dev.heddle.conformance.harness.KotlinCompiler;
import dev.heddle.runtime.EventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Coroutines that were written in Kotlin and Groovy, which await coroutines written in Java, and are awaited by them. */
class OtherLanguagesTest {

    private interface Compiler {
        Map<String, byte[]> compile(Map<String, String> sources, Map<String, byte[]> others);
    }

    @TestFactory
    List<DynamicTest> kotlin() throws IOException {
        return tests("KotlinCases", "kotlin/KotlinCases.kt", KotlinCompiler::compile);
    }

    @TestFactory
    List<DynamicTest> groovy() throws IOException {
        return tests("GroovyCases", "groovy/GroovyCases.groovy", GroovyCompiler::compile);
    }

    /** Compiles the cases and, in a package of their own, their twins, which have no package in the text. */
    private static List<DynamicTest> tests(String name, String file, Compiler compiler) throws IOException {
        String source = Files.readString(CaseTests.FOLDER.resolve(file));
        String twin = "package twin\n"
                + source.replaceAll("(import (static )?dev\\.heddle\\.)(?!conformance)", "$1conformance.twin.")
                        .replaceAll("(import (static )?dev\\.heddle\\.conformance\\.)Env", "$1twin.Env");
        Map<String, byte[]> classes = new TreeMap<>(javaSide());
        classes.putAll(compiler.compile(Map.of(name, source, name + "Twin", twin), classes));
        return CaseTests.of(
                CaseSet.ofClasses(classes, Flavour.TWIN, "twin." + name),
                CaseSet.ofClasses(classes, Flavour.COROUTINE, name));
    }

    private static Map<String, byte[]> javaSide() throws IOException {
        String source = Files.readString(CaseTests.FOLDER.resolve("JavaSide.java"));
        return CaseCompiler.compile(
                Map.of("JavaSide", source, "twin.JavaSide", "package twin;\n" + Flavour.TWIN.translate(source)), "-g");
    }

    private static final String DYNAMIC = """
            import static dev.heddle.Coroutine.*
            import dev.heddle.*
            class Dynamic {
                static def start(name) { def c = JavaSide.java(name); c }
                @Async static Coroutine<String> waits() { def c = JavaSide.java('x')
                    def r = await(c); return result(r) }
                static JavaSide.Greeter greeter() { { name -> JavaSide.java(name + "?") } as JavaSide.Greeter }
            }
            """;

    /** Of a dynamic call nobody can tell what it will call, so an await among them is never woven: it says so when it runs, and does not block. */
    @Test
    void dynamicGroovyMakesCoroutinesButCannotAwait() throws Exception {
        Map<String, byte[]> classes = new TreeMap<>(javaSide());
        classes.putAll(GroovyCompiler.compile(Map.of("Dynamic", DYNAMIC), classes));
        CaseLoader loader = new CaseLoader(CaseWeaver.weave(classes));
        Class<?> dynamic = loader.initialised("Dynamic");
        Coroutine<?> made =
                (Coroutine<?>) dynamic.getMethod("start", Object.class).invoke(null, "g");
        assertEquals("JavaSide$java$Async", made.getClass().getName());
        Coroutine<?> waits = (Coroutine<?>) dynamic.getMethod("waits").invoke(null);
        IllegalStateException told = assertThrows(IllegalStateException.class, () -> EventLoop.run(waits));
        assertTrue(told.getMessage().contains("was never transformed"), told.getMessage());
    }
}
