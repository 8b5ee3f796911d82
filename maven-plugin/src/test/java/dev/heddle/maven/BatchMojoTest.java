// SPDX-License-Identifier: Apache-2.0
package dev.heddle.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.transformer.batch.BatchRequest;
import dev.heddle.transformer.batch.BatchResult;
import dev.heddle.transformer.diagnostic.Diagnostic;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchMojoTest {

    private static final BatchResult NOTHING = new BatchResult(List.of(), 0, 0, List.of(), List.of());

    @TempDir
    Path directory;

    private final RecordingLog log = new RecordingLog();
    private final Mojo mojo = new Mojo();

    /** Instead of the transformer. */
    @FunctionalInterface
    private interface Engine {
        BatchResult process(BatchRequest request) throws IOException;
    }

    private static final class Mojo extends TransformingMojo {
        private Engine engine = request -> NOTHING;
        private File classes = new File("");
        private File originals = new File("");

        Mojo() {
            super(new EditorMarkers(new RecordingBuildContext().context(), false));
        }

        @Override
        Compilation compilation() {
            return new Compilation(classes, originals, List.of("src"), List.of("classes", "library.jar"));
        }

        @Override
        BatchResult process(BatchRequest request) throws IOException {
            return engine.process(request);
        }
    }

    @BeforeEach
    void configure() {
        mojo.project = new MavenProject();
        mojo.version = "1.2.3";
        mojo.classes = directory.toFile();
        mojo.originals = directory.resolve("originals").toFile();
        mojo.setLog(log);
    }

    @Test
    void skipsAndSaysWhy() throws Exception {
        mojo.skip = true;
        mojo.engine = request -> {
            throw new AssertionError();
        };
        mojo.execute();
        assertEquals(List.of("info Skipped: heddle.skip is set"), log.lines());
    }

    @Test
    void aModuleWithoutClassesIsNoFailure() throws Exception {
        mojo.classes = new File(directory.toFile(), "classes");
        mojo.execute();
        assertEquals(List.of("info Nothing to do: there is no " + mojo.classes), log.lines());
    }

    @Test
    void handsItsParametersOn() throws Exception {
        mojo.includes = List.of("a.**");
        mojo.excludes = List.of("a.b.*");
        mojo.engine = request -> {
            assertEquals(
                    new BatchRequest(
                            directory,
                            directory,
                            List.of(Path.of("classes"), Path.of("library.jar")),
                            List.of(Path.of("src")),
                            true,
                            List.of("a.**"),
                            List.of("a.b.*"),
                            Optional.of(directory.resolve("originals"))),
                    request);
            return NOTHING;
        };
        mojo.execute();
        assertEquals(List.of("info Nothing to transform"), log.lines());
    }

    @Test
    void countsWhatItDid() throws Exception {
        mojo.engine = request -> new BatchResult(List.of(), 1, 2, List.of(directory.resolve("A.class")), List.of());
        mojo.execute();
        assertEquals(List.of("info Transformed 2 coroutines in 1 class"), log.lines());
    }

    @Test
    void tellsUpToDateFromEmptyByTheOriginals() throws Exception {
        Files.createDirectories(directory.resolve("originals/shop"));
        Files.createFile(directory.resolve("originals/shop/A.class"));
        Files.createFile(directory.resolve("originals/shop/B.class"));
        mojo.execute();
        assertTrue(log.lines().get(0).startsWith("warn The project has coroutines, but heddle-runtime"));
        assertEquals(
                "info Nothing to transform: 2 classes are up to date",
                log.lines().get(1));
    }

    @Test
    void afterErrorsThereIsNoSummary() {
        Diagnostic error = new Diagnostic(DiagnosticCode.NAME_CLASH, "A", "A.java", 1, 1, "wrong", "");
        mojo.engine = request -> new BatchResult(List.of(error), 0, 0, List.of(), List.of());
        assertThrows(MojoFailureException.class, mojo::execute);
        assertEquals(List.of("error " + error.format()), log.lines());
    }

    @Test
    void unreadableFilesAreNoFaultOfTheSources() {
        IOException cause = new IOException("disk full");
        mojo.engine = request -> {
            throw cause;
        };
        MojoExecutionException failure = assertThrows(MojoExecutionException.class, mojo::execute);
        assertSame(cause, failure.getCause());
        assertTrue(failure.getMessage().contains(directory.toString()));
    }

    @Test
    void aDefectNamesTheVersion() {
        mojo.engine = request -> {
            throw new IllegalStateException("oops");
        };
        MojoExecutionException failure = assertThrows(MojoExecutionException.class, mojo::execute);
        assertTrue(failure.getMessage().contains("1.2.3"));
        assertFalse(failure.getMessage().contains("disk"));
    }

    @Test
    void aJarThatWasMadeBeforeItsClassesWereWovenIsWarnedOf() throws Exception {
        Path jar = Files.createFile(directory.resolve("shop-1.jar"));
        mojo.project.setArtifact(
                new DefaultArtifact("g", "shop", "1", null, "jar", null, new DefaultArtifactHandler("jar")));
        mojo.project.getArtifact().setFile(jar.toFile());
        mojo.execute();
        assertEquals(List.of("info Nothing to transform"), log.lines());
        mojo.engine = request -> new BatchResult(List.of(), 1, 2, List.of(), List.of());
        mojo.execute();
        assertEquals(
                "warn shop-1.jar was made before the classes in it were woven, and its coroutines can't run: bind this"
                        + " goal to a phase before package. Without a <phase> it runs in process-classes",
                log.lines().get(2));
    }
}
