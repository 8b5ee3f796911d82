// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;

/** Runs Eclipse's compiler as a build does, on files: it does not take sources from memory. */
final class EcjCompiler {

    private EcjCompiler() {}

    static Map<String, byte[]> compile(Map<String, String> sources, String... options) {
        try (ScratchFolder folder = ScratchFolder.make()) {
            List<String> arguments = new ArrayList<>(List.of(
                    "-proc:none",
                    "-nowarn",
                    "--release",
                    String.valueOf(Runtime.version().feature()),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    folder.path().resolve("classes").toString()));
            arguments.addAll(List.of(options));
            for (Map.Entry<String, String> each : sources.entrySet()) {
                Path file =
                        folder.path().resolve("source").resolve(each.getKey().replace('.', '/') + ".java");
                Files.createDirectories(file.getParent());
                arguments.add(Files.writeString(file, each.getValue()).toString());
            }
            StringWriter said = new StringWriter();
            PrintWriter out = new PrintWriter(said);
            if (!BatchCompiler.compile(arguments.toArray(new String[0]), out, out, null)) {
                throw new AssertionError("ecj refuses the cases:\n" + said);
            }
            return folder.classes("classes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
