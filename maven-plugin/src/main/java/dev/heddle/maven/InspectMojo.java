// SPDX-License-Identifier: Apache-2.0
package dev.heddle.maven;

import dev.heddle.transformer.inspect.InspectFormat;
import dev.heddle.transformer.inspect.InspectRequest;
import dev.heddle.transformer.inspect.Inspection;
import dev.heddle.transformer.inspect.Inspector;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Shows what becomes of the project's coroutines: the states, where they wait, and what is kept meanwhile. Changes nothing, and needs compiled classes, woven or not:
 * {@code mvn compile heddle:inspect -Dheddle.class=Shop}.
 */
@Mojo(name = "inspect", requiresDependencyResolution = ResolutionScope.COMPILE, threadSafe = true)
public class InspectMojo extends HeddleMojo {

    /** The class files. */
    @Parameter(defaultValue = "${project.build.outputDirectory}", required = true)
    File classesDirectory;

    /** Where the goal {@code transform} keeps the class files as the compiler made them. */
    @Parameter(defaultValue = "${project.build.directory}/heddle/originals", required = true)
    File originalsDirectory;

    /** Shows the coroutines of one class only, by its name with or without the package. */
    @Parameter(property = "heddle.class")
    @Nullable
    String className;

    /** Shows the coroutines of the methods with this name only. */
    @Parameter(property = "heddle.method")
    @Nullable
    String method;

    /** One of {@code text}, {@code html} and {@code json}. */
    @Parameter(property = "heddle.format", defaultValue = "text")
    String format = "text";

    /** The file to write to. Without it, text goes to the log, and everything else to a file in {@code target/heddle}. */
    @Parameter(property = "heddle.output")
    @Nullable
    File output;

    @Parameter(defaultValue = "${project.build.directory}/heddle", readonly = true, required = true)
    File reportDirectory;

    @Override
    void run() throws MojoExecutionException, MojoFailureException {
        InspectFormat wanted = InspectFormat.named(format.toLowerCase(Locale.ROOT))
                .orElseThrow(() ->
                        new MojoFailureException("heddle.format is " + format + ", but must be text, html or json"));
        if (!classesDirectory.isDirectory()) {
            getLog().info("Nothing to show: there is no " + classesDirectory + ". Compile the project first");
            return;
        }
        try {
            show(new Inspector().inspect(request()), wanted);
        } catch (DependencyResolutionRequiredException e) {
            throw new MojoExecutionException("The project's dependencies have not been resolved", e);
        } catch (IOException e) {
            throw new MojoExecutionException(
                    "Could not read class files in " + classesDirectory + " or write the report: " + e, e);
        } catch (RuntimeException e) {
            throw new MojoExecutionException(
                    "A defect of Heddle " + version + ", met in " + classesDirectory + "; please report it: " + e, e);
        }
    }

    private InspectRequest request() throws DependencyResolutionRequiredException {
        return new InspectRequest(
                classesDirectory.toPath(),
                paths(project.getCompileClasspathElements()),
                paths(project.getCompileSourceRoots()),
                Optional.of(originalsDirectory.toPath()),
                Optional.ofNullable(className),
                Optional.ofNullable(method));
    }

    private void show(Inspection inspection, InspectFormat wanted) throws IOException {
        new DiagnosticReport(inspection.diagnostics()).print(getLog());
        if (inspection.coroutines().isEmpty()) {
            getLog().warn("There is no coroutine in " + (className == null ? "any class" : className)
                    + (method == null ? "" : ", method " + method) + " of " + classesDirectory);
            return;
        }
        String report = wanted.render(inspection);
        if (output == null && wanted == InspectFormat.TEXT) {
            getLog().info(System.lineSeparator() + report);
            return;
        }
        Path file = output == null
                ? reportDirectory.toPath().resolve("inspect." + format.toLowerCase(Locale.ROOT))
                : output.toPath();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, report);
        getLog().info("Wrote " + Count.of(inspection.coroutines().size(), "coroutine") + " to " + file);
    }
}
