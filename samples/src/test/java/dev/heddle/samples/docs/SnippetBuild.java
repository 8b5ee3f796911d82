// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.transformer.batch.BatchRequest;
import dev.heddle.transformer.batch.BatchResult;
import dev.heddle.transformer.batch.BatchTransformer;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles and weaves snippets as a user's build would. */
final class SnippetBuild {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private final Path sources;
    private final Path classes;

    /** Builds in a directory, which is empty yet. */
    SnippetBuild(Path directory) throws IOException {
        sources = Files.createDirectories(directory.resolve("src"));
        classes = Files.createDirectories(directory.resolve("classes"));
    }

    Path sources() {
        return sources;
    }

    Path classes() {
        return classes;
    }

    /** Compiles a snippet; if it can't be, the test fails. */
    void compile(Snippet snippet) throws IOException {
        SnippetSource source = SnippetSource.of(snippet);
        Path file = Files.writeString(sources.resolve(source.name() + ".java"), source.text());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-d", classes.toString(), "-classpath", CLASS_PATH, "--release", "17", "-g", "-proc:none");
            boolean compiled = compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
                    .call();
            assertTrue(compiled, () -> snippet + " does not compile:\n" + messages);
        }
    }

    /** Weaves what was compiled. */
    BatchResult weave() throws IOException {
        List<Path> classPath = Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return new BatchTransformer()
                .transform(new BatchRequest(
                        classes, classes, classPath, List.of(sources), true, List.of(), List.of(), Optional.empty()));
    }
}
