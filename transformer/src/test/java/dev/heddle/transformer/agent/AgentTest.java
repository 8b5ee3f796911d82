// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.transformer.TestCompiler;
import dev.heddle.transformer.batch.BatchRequest;
import dev.heddle.transformer.batch.BatchTransformer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts JVMs with the agent. */
class AgentTest {

    private static final String APP = """
            package a;
            import static dev.heddle.Coroutine.*;
            import dev.heddle.*;
            import java.util.concurrent.CompletableFuture;
            public class App {
                @Async
                static CompletableFuture<Integer> hot(CompletableFuture<Integer> f) {
                    return CompletableFuture.completedFuture(await(f) + await(cold(f)));
                }
                @Async
                static Coroutine<Integer> cold(CompletableFuture<Integer> f) {
                    return result(await(f) * 10);
                }
                public static void main(String[] args) throws Exception {
                    CompletableFuture<Integer> f = new CompletableFuture<>();
                    CompletableFuture<Integer> sum = hot(f);
                    System.out.print(sum.isDone() + " ");
                    f.complete(4);
                    Class<?> frame = Class.forName("a.App$hot$Async");
                    boolean same = frame.getPackage() == App.class.getPackage() && frame.getProtectionDomain() == App.class.getProtectionDomain();
                    System.out.print(sum.join() + " " + same);
                }
            }
            """;

    @TempDir
    Path folder;

    private Path agent;

    @BeforeEach
    void packAgent() throws IOException {
        agent = folder.resolve("agent.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", Agent.class.getName());
        // The classes themselves are on the class path, where the JVM also finds those of agents.
        new JarOutputStream(Files.newOutputStream(agent), manifest).close();
    }

    @Test
    void classes_are_transformed_when_they_are_loaded() throws Exception {
        Path classes = TestCompiler.compile(folder, "a/App.java", APP);
        assertEquals(new Result(0, "false 44 true", ""), run(classes, ""));
    }

    @Test
    void classes_that_are_woven_already_are_passed_over() throws Exception {
        Path classes = TestCompiler.compile(folder, "a/App.java", APP);
        new BatchTransformer().transform(BatchRequest.inPlace(classes));
        assertEquals(new Result(0, "false 44 true", ""), run(classes, ""));
    }

    @Test
    void an_error_is_printed_and_the_class_loaded_as_it_is() throws Exception {
        String source = APP.replace(
                "        CompletableFuture<Integer> sum",
                "        synchronized (f) { await(f); }\n        CompletableFuture<Integer> sum");
        Path classes = TestCompiler.compile(folder, "a/App.java", source);
        Result result = run(classes, "");
        assertEquals(1, result.status());
        assertTrue(result.err().startsWith("a/App.java:[16,1] HED001 "), result.err());
        assertTrue(result.err().contains("was never transformed"), result.err());
    }

    @Test
    void options_are_told_not_to_exist() throws Exception {
        Path classes = TestCompiler.compile(folder, "a/App.java", APP);
        assertEquals(
                new Result(0, "false 44 true", "heddle: the agent has no options, but was given some"),
                run(classes, "=some"));
    }

    private record Result(int status, String out, String err) {}

    private Result run(Path classes, String options) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(
                "-javaagent:" + agent + options,
                "-Xshare:auto",
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                "a.App"));
        int status = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Result(status, read(out), read(err));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }
}
