// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.conformance.harness.CaseCompiler;
import dev.heddle.conformance.harness.CaseProgram;
import dev.heddle.conformance.harness.CaseSet;
import dev.heddle.conformance.harness.CaseTests;
import dev.heddle.conformance.harness.CaseWeaver;
import dev.heddle.conformance.harness.Flavour;
import dev.heddle.conformance.harness.ScratchFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases in JVMs that only interpret, that compile each method before its first call, and that verify all that they load. */
class ModesTest {

    /** With {@code -Xcomp} compiling the JDK as well would take minutes; {@code -Dheddle.modes=all} does it. */
    private static final String COMPILE_OURS =
            "-Xcomp -XX:CompileCommand=quiet -XX:CompileCommand=compileonly,*Cases*::* -XX:CompileCommand=compileonly,dev.heddle.runtime.codegen.*::*";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xint",
                "-Xcomp",
                "-XX:+UnlockDiagnosticVMOptions -XX:+BytecodeVerificationRemote -XX:+BytecodeVerificationLocal"
            })
    void casesDoTheSame(String mode) throws Exception {
        boolean all = "all".equals(System.getProperty("heddle.modes"));
        Map<String, String> sources = new TreeMap<>(CaseSet.sources(CaseTests.FOLDER.resolve("both")));
        if (!all) {
            sources.keySet().removeIf(name -> !name.equals("FlowCases") && !name.equals("NewCases"));
        }
        try (ScratchFolder folder = ScratchFolder.make()) {
            folder.write("twin", CaseCompiler.compile(translated(sources, Flavour.TWIN), "-g"));
            folder.write("woven", CaseWeaver.weave(CaseCompiler.compile(translated(sources, Flavour.COROUTINE), "-g")));
            String said = run(mode.equals("-Xcomp") && !all ? COMPILE_OURS : mode, folder.path(), sources);
            assertTrue(said.matches("(?s).*\\d\\d+ cases, \\d{3,} runs\\s*"), said);
        }
    }

    private static Map<String, String> translated(Map<String, String> sources, Flavour flavour) {
        Map<String, String> translated = new TreeMap<>();
        sources.forEach((name, text) -> translated.put(name, flavour.translate(text)));
        return translated;
    }

    private static String run(String mode, Path folder, Map<String, String> sources) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(mode.split(" ")));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), CaseProgram.class.getName(), folder.toString()));
        command.addAll(sources.keySet());
        Path out = folder.resolve("out.txt");
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start()
                .waitFor();
        String said = Files.readString(out);
        assertEquals(0, status, said);
        return said;
    }
}
