// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.debug;

import dev.heddle.transformer.TransformResult;
import dev.heddle.transformer.Transformer;
import dev.heddle.transformer.diagnostic.SourceLocator;
import dev.heddle.transformer.hierarchy.LoaderHierarchy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * The program of {@code debug/Debugged.java}, compiled. The file has words in capitals where the plain and the woven program differ; each stands for one line, so that the
 * lines of both are the same.
 *
 * @param classes the folder of its classes
 * @param source its lines
 */
record DebuggedProgram(Path classes, List<String> source) {

    private static final String HEDDLE =
            "import static dev.heddle.Coroutine.*; import dev.heddle.*; import dev.heddle.runtime.*;";
    private static final String HEDDLE_STEP =
            "@Async static Coroutine<Integer> step(boolean suspend) { if (suspend) { await(Tasks.yieldNow()); } return result(++steps); }";
    private static final String PLAIN_STEP = "static int step(boolean suspend) { return ++steps; }";
    private static final String PLAIN = "import static debugged.Debugged.Words.*; import debugged.Debugged.Words.*;";
    private static final String PLAIN_WORDS =
            " static class Words { @interface Async {} interface Coroutine<T> {} static int await(int value) { return value; }"
                    + " static <T> Coroutine<T> result(T value) { return null; } }";

    static DebuggedProgram plain(Path folder, boolean suspend) throws IOException {
        return compile(folder, PLAIN, "work(" + suspend + ");", PLAIN_STEP + PLAIN_WORDS);
    }

    static DebuggedProgram woven(Path folder, boolean suspend) throws IOException {
        DebuggedProgram program = compile(folder, HEDDLE, "EventLoop.run(work(" + suspend + "));", HEDDLE_STEP);
        Transformer transformer =
                new Transformer(new LoaderHierarchy(DebuggedProgram.class.getClassLoader()), SourceLocator.NONE, true);
        Path file = folder.resolve("debugged/Debugged.class");
        TransformResult result = transformer.transform(Files.readAllBytes(file), file.toString());
        if (!(result instanceof TransformResult.Transformed woven)) {
            throw new IllegalStateException(result.toString());
        }
        Files.write(file, woven.bytes());
        for (TransformResult.FrameClass frame : woven.frames()) {
            Files.write(folder.resolve(frame.name() + ".class"), frame.bytes());
        }
        return program;
    }

    private static DebuggedProgram compile(Path folder, String imports, String main, String step) throws IOException {
        String text;
        try (InputStream in =
                Objects.requireNonNull(DebuggedProgram.class.getResourceAsStream("/debug/Debugged.java"))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        text = text.replace("AWAIT_IMPORTS", imports).replace("MAIN", main).replace("STEP", step);
        Path file = folder.resolve("source/Debugged.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        int status = javac.run(
                null,
                null,
                null,
                "-g",
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                file.toString());
        if (status != 0) {
            throw new IllegalStateException("javac failed on " + file);
        }
        return new DebuggedProgram(folder, text.lines().toList());
    }
}
