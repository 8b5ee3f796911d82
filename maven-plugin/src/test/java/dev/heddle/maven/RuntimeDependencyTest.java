// SPDX-License-Identifier: Apache-2.0
package dev.heddle.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.maven.model.Dependency;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimeDependencyTest {

    private static final String FRAME = "dev/heddle/runtime/codegen/Frame.class";

    @TempDir
    Path directory;

    private final MavenProject project = new MavenProject();
    private final RecordingLog log = new RecordingLog();

    @Test
    void tellsWhatToAdd() throws IOException {
        Path noJar = Files.writeString(directory.resolve("library.so"), "no jar");
        RuntimeDependency.warnIfMissing(
                project, List.of(directory, noJar, directory.resolve("missing.jar")), "1.2.3", log);
        assertEquals(1, log.lines().size());
        assertTrue(log.lines().get(0).contains("<artifactId>heddle-runtime</artifactId>"));
        assertTrue(log.lines().get(0).contains("<version>1.2.3</version>"));
    }

    @ParameterizedTest
    @CsvSource({"compile, 0", "runtime, 0", "provided, 0", "test, 1"})
    void aDeclaredOneIsEnoughUnlessItIsForTests(String scope, int warnings) {
        Dependency runtime = new Dependency();
        runtime.setGroupId("dev.heddle");
        runtime.setArtifactId("heddle-runtime");
        runtime.setScope(scope);
        project.getDependencies().add(runtime);
        RuntimeDependency.warnIfMissing(project, List.of(), "1.2.3", log);
        assertEquals(warnings, log.lines().size());
    }

    @Test
    void aJarWithItIsEnough() throws IOException {
        Path jar = directory.resolve("all-in-one.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry(FRAME));
        }
        RuntimeDependency.warnIfMissing(project, List.of(jar), "1.2.3", log);
        assertEquals(List.of(), log.lines());
    }

    @Test
    void aDirectoryWithItIsEnough() throws IOException {
        Files.createDirectories(directory.resolve(FRAME));
        RuntimeDependency.warnIfMissing(project, List.of(directory), "1.2.3", log);
        assertEquals(List.of(), log.lines());
    }
}
