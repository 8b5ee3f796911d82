// SPDX-License-Identifier: Apache-2.0
package dev.heddle.maven;

import dev.heddle.transformer.batch.BatchRequest;
import dev.heddle.transformer.batch.BatchResult;
import dev.heddle.transformer.batch.UnusableInputException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** A goal that goes through a directory of class files and has diagnostics to report. */
abstract class BatchMojo extends HeddleMojo {

    /**
     * Which classes to look at, as patterns for their names: {@code com.acme.*} for those of a package, {@code com.acme.**} also for those below it. All, if there is
     * none.
     */
    @Parameter(property = "heddle.includes")
    List<String> includes = List.of();

    /** Which classes to pass over, as such patterns. */
    @Parameter(property = "heddle.excludes")
    List<String> excludes = List.of();

    /** Fails the build not only for errors, but for warnings as well. */
    @Parameter(property = "heddle.failOnWarning", defaultValue = "false")
    boolean failOnWarning;

    private final EditorMarkers markers;

    BatchMojo(EditorMarkers markers) {
        this.markers = markers;
    }

    /** The class files, those they were made from, and what they were compiled from and against. */
    record Compilation(File classes, File originals, List<String> sourceRoots, List<String> classpath) {}

    abstract Compilation compilation() throws DependencyResolutionRequiredException;

    abstract boolean verify();

    abstract BatchResult process(BatchRequest request) throws IOException;

    /** Says what was done, when there are no errors. Some of the woven classes may be the work of earlier builds. */
    abstract void summarise(BatchResult result, long wovenClasses) throws MojoFailureException;

    @Override
    final void run() throws MojoExecutionException, MojoFailureException {
        BatchRequest request = request();
        if (!Files.isDirectory(request.input())) {
            getLog().info("Nothing to do: there is no " + request.input());
            return;
        }
        try {
            report(request, process(request));
        } catch (UnusableInputException e) {
            throw new MojoFailureException(e.getMessage(), e);
        } catch (IOException e) {
            throw new MojoExecutionException("Could not read or write class files in " + request.input() + ": " + e, e);
        } catch (RuntimeException e) {
            throw new MojoExecutionException(
                    "A defect of Heddle " + version + ", met in " + request.input() + "; please report it: " + e, e);
        }
    }

    private BatchRequest request() throws MojoExecutionException {
        try {
            Compilation compilation = compilation();
            Path classes = compilation.classes().toPath();
            return new BatchRequest(
                    classes,
                    classes,
                    paths(compilation.classpath()),
                    paths(compilation.sourceRoots()),
                    verify(),
                    includes,
                    excludes,
                    Optional.of(compilation.originals().toPath()));
        } catch (DependencyResolutionRequiredException e) {
            throw new MojoExecutionException("The project's dependencies have not been resolved", e);
        }
    }

    private void report(BatchRequest request, BatchResult result)
            throws IOException, MojoExecutionException, MojoFailureException {
        markers.refresh(result);
        markers.show(request.sourceRoots(), result.diagnostics());
        DiagnosticReport report = new DiagnosticReport(result.diagnostics());
        report.print(getLog());
        report.failIfNeeded(failOnWarning);

        long wovenClasses = wovenClasses(request);
        if (wovenClasses > 0) {
            RuntimeDependency.warnIfMissing(project, request.classpath(), version, getLog());
        }
        summarise(result, wovenClasses);
    }

    /** Of each woven class the original is kept. */
    private static long wovenClasses(BatchRequest request) throws IOException {
        Path originals = request.originals().orElseThrow();
        if (!Files.isDirectory(originals)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(originals)) {
            return files.filter(file -> file.toString().endsWith(".class")).count();
        }
    }
}
