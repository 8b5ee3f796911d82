// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.heddle.transformer.SourceCompiler;
import dev.heddle.transformer.TransformResult;
import dev.heddle.transformer.Transformer;
import dev.heddle.transformer.diagnostic.SourceLocator;
import dev.heddle.transformer.hierarchy.LoaderHierarchy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceClassVisitor;

/**
 * The bytecode of small coroutines, as text, so that a change of what is emitted is seen and read. After a wanted change, run with {@code -Dheddle.golden.update=true} and
 * read the difference.
 */
class GoldenBytecodeTest {

    private static final Path GOLDEN = Path.of("src/test/golden");

    static Stream<String> programs() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void the_bytecode_is_what_was_last_read_and_found_good(String program) throws IOException {
        String source = Files.readString(GOLDEN.resolve(program + ".java"));
        // Of the language levels that this JDK compiles, the one whose class files every JDK that we build on writes
        // alike.
        byte[] compiled = SourceCompiler.compile(program + ".java", source, "--release", "17")
                .get(program);
        Transformer transformer =
                new Transformer(new LoaderHierarchy(getClass().getClassLoader()), SourceLocator.NONE, true);
        TransformResult.Transformed woven =
                assertInstanceOf(TransformResult.Transformed.class, transformer.transform(compiled, program));
        StringBuilder text = new StringBuilder(text(woven.bytes()));
        woven.frames().forEach(frame -> text.append(text(frame.bytes())));
        Path golden = GOLDEN.resolve(program + ".txt");
        if (Boolean.getBoolean("heddle.golden.update")) {
            Files.writeString(golden, text);
        }
        assertEquals(Files.readString(golden, StandardCharsets.UTF_8), text.toString(), () -> "see " + golden.toUri());
    }

    private static String text(byte[] classFile) {
        StringWriter text = new StringWriter();
        new ClassReader(classFile).accept(new TraceClassVisitor(null, new Textifier(), new PrintWriter(text)), 0);
        return text.toString().replace("\r\n", "\n");
    }
}
