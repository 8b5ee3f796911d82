// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources that tests bring along, into a directory. */
public final class TestCompiler {

    private TestCompiler() {}

    /**
     * Compiles one source file. Its source stays in one folder below, its classes go to another.
     *
     * @return the directory of the classes
     */
    public static Path compile(Path directory, String file, String source) {
        try {
            Path path = directory.resolve("sources").resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, source);
            Path classes = Files.createDirectories(directory.resolve("classes"));
            compile(path, classes);
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compile(Path source, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = new ArrayList<>(List.of(
                    "-g",
                    "-proc:none",
                    "--release",
                    "17",
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty("java.class.path")));
            StringWriter output = new StringWriter();
            if (!compiler.getTask(output, files, null, options, null, files.getJavaFileObjects(source))
                    .call()) {
                throw new AssertionError("does not compile:\n" + output);
            }
        }
    }
}
