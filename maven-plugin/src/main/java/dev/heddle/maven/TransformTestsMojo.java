// SPDX-License-Identifier: Apache-2.0
package dev.heddle.maven;

import java.io.File;
import javax.inject.Inject;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.codehaus.plexus.build.BuildContext;

/** Weaves the project's test classes, as {@code transform} does the others. */
@Mojo(
        name = "transform-tests",
        defaultPhase = LifecyclePhase.PROCESS_TEST_CLASSES,
        requiresDependencyResolution = ResolutionScope.TEST,
        threadSafe = true)
public class TransformTestsMojo extends TransformingMojo {

    /** The class files of the tests; they are rewritten in place. */
    @Parameter(defaultValue = "${project.build.testOutputDirectory}", required = true)
    File testClassesDirectory;

    /** Where the class files are kept as the compiler made them, for the goal {@code inspect}. */
    @Parameter(defaultValue = "${project.build.directory}/heddle/test-originals", required = true)
    File testOriginalsDirectory;

    /**
     * Called by Maven.
     *
     * @param buildContext where an IDE hears of diagnostics and of files that were written
     * @param legacyContext tells whether an IDE is there to listen
     */
    @Inject
    public TransformTestsMojo(
            BuildContext buildContext, org.sonatype.plexus.build.incremental.BuildContext legacyContext) {
        super(EditorMarkers.of(buildContext, legacyContext));
    }

    @Override
    Compilation compilation() throws DependencyResolutionRequiredException {
        return new Compilation(
                testClassesDirectory,
                testOriginalsDirectory,
                project.getTestCompileSourceRoots(),
                project.getTestClasspathElements());
    }
}
