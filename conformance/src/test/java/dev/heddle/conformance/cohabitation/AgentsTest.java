// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance.cohabitation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.heddle.conformance.harness.CaseCompiler;
import dev.heddle.conformance.harness.ScratchFolder;
import dev.heddle.transformer.agent.Agent;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.analysis.ISourceFileCoverage;
import org.jacoco.core.tools.ExecFileLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our agent and JaCoCo's in one JVM, in both orders: each gets what the one before it made of a class. */
class AgentsTest {

    private static final String SOURCE = """
            package app;
            import static dev.heddle.Coroutine.*;
            import static dev.heddle.runtime.Tasks.*;
            import dev.heddle.*;
            import dev.heddle.runtime.*;
            public class App {
                @Async static Coroutine<Integer> work(int n) {
                    int s = 0;
                    while (n > 0) {
                        await(yieldNow());
                        s += n--;
                    }
                    if (s == 7) {
                        s = await(work(1));
                    }
                    return result(s);
                }
                public static void main(String[] args) {
                    System.out.print(EventLoop.run(work(4)));
                }
            }
            """;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bothAgentsDoTheirWork(boolean jacocoFirst) throws Exception {
        try (ScratchFolder folder = ScratchFolder.make()) {
            Map<String, byte[]> classes = CaseCompiler.compile(Map.of("app.App", SOURCE), "-g");
            Path app = folder.write("classes", classes);
            Path data = folder.path().resolve("jacoco.exec");
            String heddle = "-javaagent:" + packAgent(folder.path());
            String jacoco = "-javaagent:" + jacocoJar() + "=includes=app.App,destfile=" + data;
            assertEquals(
                    "10", run(app, folder.path(), jacocoFirst ? List.of(jacoco, heddle) : List.of(heddle, jacoco)));
            // What JaCoCo saw second was woven, and is not the class that was compiled: its report wants the very same
            // bytes.
            if (jacocoFirst) {
                assertEquals("8 9 10 11 13 16 19 20", coveredLines(data, classes));
            }
        }
    }

    private static Path packAgent(Path folder) throws IOException {
        Path agent = folder.resolve("agent.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", Agent.class.getName());
        // The classes themselves are on the class path, where the JVM also finds those of agents.
        new JarOutputStream(Files.newOutputStream(agent), manifest).close();
        return agent;
    }

    private static String jacocoJar() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                .filter(each -> each.contains("org.jacoco.agent"))
                .findFirst()
                .orElseThrow();
    }

    private static String run(Path app, Path folder, List<String> agents) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(agents);
        command.addAll(List.of("-cp", app + File.pathSeparator + System.getProperty("java.class.path"), "app.App"));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        int status = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        assertEquals(0, status, () -> {
            try {
                return Files.readString(err);
            } catch (IOException e) {
                return e.toString();
            }
        });
        return Files.readString(out);
    }

    private static String coveredLines(Path data, Map<String, byte[]> classes) throws IOException {
        ExecFileLoader executed = new ExecFileLoader();
        executed.load(data.toFile());
        CoverageBuilder builder = new CoverageBuilder();
        Analyzer analyzer = new Analyzer(executed.getExecutionDataStore(), builder);
        for (Map.Entry<String, byte[]> each : classes.entrySet()) {
            analyzer.analyzeClass(each.getValue(), each.getKey());
        }
        List<String> covered = new ArrayList<>();
        for (ISourceFileCoverage file : builder.getSourceFiles()) {
            for (int i = file.getFirstLine(); i <= file.getLastLine(); i++) {
                if ((file.getLine(i).getStatus() & ICounter.FULLY_COVERED) != 0) {
                    covered.add(String.valueOf(i));
                }
            }
        }
        return String.join(" ", covered);
    }
}
