// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.harness;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;

/** Compiles Kotlin, against classes that are compiled already. */
public final class KotlinCompiler {

    private KotlinCompiler() {}

    /**
     * Compiles.
     *
     * @param sources the sources, by the names of their files without {@code .kt}; all at once, for it takes the compiler long to get going
     * @param others the classes that they may use, by internal name
     * @return the class files, by internal name
     */
    public static Map<String, byte[]> compile(Map<String, String> sources, Map<String, byte[]> others) {
        try (ScratchFolder folder = ScratchFolder.make()) {
            Path library = folder.write("others", others);
            List<String> arguments = new ArrayList<>(List.of(
                    "-no-stdlib",
                    "-no-reflect",
                    "-nowarn",
                    "-jvm-target",
                    "17",
                    "-cp",
                    library + File.pathSeparator + System.getProperty("java.class.path"),
                    "-d",
                    folder.path().resolve("classes").toString()));
            for (Map.Entry<String, String> each : sources.entrySet()) {
                Path file = folder.path().resolve(each.getKey() + ".kt");
                arguments.add(Files.writeString(file, each.getValue()).toString());
            }
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            ExitCode code = new K2JVMCompiler()
                    .exec(new PrintStream(said, true, StandardCharsets.UTF_8), arguments.toArray(new String[0]));
            if (code != ExitCode.OK) {
                throw new AssertionError("kotlinc refuses the cases:\n" + said.toString(StandardCharsets.UTF_8));
            }
            return folder.classes("classes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
