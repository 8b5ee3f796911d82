// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.transformer.hierarchy.LoaderHierarchy;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/** Perturbs classes, and holds our verifier's judgement against the JVM's. */
class MutationTest {

    private static final int MUTANTS = Integer.getInteger("heddle.mutants", 150);
    private static final LoaderHierarchy HIERARCHY = new LoaderHierarchy(MutationTest.class.getClassLoader());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.github.javaparser.ast.validator.language_level_validations.chunks.ModifierValidator",
                "com.github.javaparser.ParseResult",
                "com.github.javaparser.utils.SourceRoot",
                "com.github.javaparser.printer.lexicalpreservation.Difference",
                "com.github.javaparser.utils.Log",
                "dev.heddle.runtime.codegen.ReadyQueue",
                "dev.heddle.runtime.timer.TimerQueue",
                "dev.heddle.transformer.hierarchy.ClasspathHierarchy",
                "dev.heddle.transformer.hierarchy.ClassHeader",
                "dev.heddle.transformer.write.AtomicFile",
                "dev.heddle.transformer.verify.MutationTest",
                "org.junit.platform.commons.util.ReflectionUtils"
            })
    void what_we_accept_the_jvm_accepts(String name) throws IOException {
        byte[] original = read(name);
        assertEquals(Optional.empty(), OutputVerifier.verify(original, HIERARCHY));
        List<String> wrong = new ArrayList<>();
        int refused = 0;
        for (int seed = 0; seed < MUTANTS; seed++) {
            ClassNode node = new ClassNode();
            new ClassReader(original).accept(node, ClassReader.EXPAND_FRAMES);
            if (node.methods.stream().noneMatch(m -> m.instructions.size() > 8)) {
                return;
            }
            String what = "seed " + seed + ", " + new ClassMutator(new Random(seed)).mutate(node);
            Optional<byte[]> mutant = write(node);
            if (mutant.isPresent()) {
                Optional<String> ours = OutputVerifier.verify(mutant.get(), HIERARCHY);
                Optional<Throwable> theirs = LinkingLoader.link(name, mutant.get());
                refused += theirs.isPresent() ? 1 : 0;
                if (ours.isPresent() != theirs.isPresent() && !protectedAccess(theirs)) {
                    wrong.add(what + "\n  ours:   " + ours.orElse("fine") + "\n  theirs: "
                            + theirs.map(MutationTest::brief).orElse("fine"));
                }
            }
        }
        assertTrue(wrong.isEmpty(), () -> wrong.size() + " judgements differ:\n" + String.join("\n", wrong));
        assertTrue(refused > MUTANTS / 5, "mutants should mostly be wrong, but the JVM refused only " + refused);
    }

    @Test
    void classes_of_the_jdk_are_accepted() throws IOException {
        for (String name : List.of(
                "java.lang.String",
                "java.util.HashMap",
                "java.util.concurrent.ForkJoinPool",
                "java.util.stream.ReferencePipeline",
                "java.lang.Object",
                "java.time.format.DateTimeFormatterBuilder",
                "java.util.regex.Pattern",
                "sun.nio.ch.FileChannelImpl")) {
            assertEquals(Optional.empty(), OutputVerifier.verify(read(name), HIERARCHY), name);
        }
    }

    /** What it takes members to know; we say that we do not look. */
    private static boolean protectedAccess(Optional<Throwable> theirs) {
        return theirs.isPresent() && String.valueOf(theirs.get().getMessage()).contains("protected");
    }

    private static Optional<byte[]> write(ClassNode node) {
        try {
            ClassWriter writer = new ClassWriter(0);
            node.accept(writer);
            return Optional.of(writer.toByteArray());
        } catch (RuntimeException beyondWriting) {
            return Optional.empty();
        }
    }

    private static String brief(Throwable refusal) {
        return String.valueOf(refusal.getMessage())
                .lines()
                .limit(6)
                .map(String::strip)
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }

    private static byte[] read(String name) throws IOException {
        String file = name.replace('.', '/') + ".class";
        try (InputStream in = ClassLoader.getSystemResourceAsStream(file)) {
            if (in == null) {
                throw new AssertionError(name + " is not there");
            }
            return in.readAllBytes();
        }
    }
}
