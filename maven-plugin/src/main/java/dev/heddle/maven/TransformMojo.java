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

/** Weaves the project's own classes: rewrites each {@code @Async} method, and each lambda that awaits, into a coroutine. Classes that are woven already are left as they are. */
@Mojo(
        name = "transform",
        defaultPhase = LifecyclePhase.PROCESS_CLASSES,
        requiresDependencyResolution = ResolutionScope.COMPILE,
        threadSafe = true)
public class TransformMojo extends TransformingMojo {

    /** The class files; they are rewritten in place. */
    @Parameter(defaultValue = "${project.build.outputDirectory}", required = true)
    File classesDirectory;

    /** Where the class files are kept as the compiler made them, for the goal {@code inspect}. */
    @Parameter(defaultValue = "${project.build.directory}/heddle/originals", required = true)
    File originalsDirectory;

    /**
     * Called by Maven.
     *
     * @param buildContext where an IDE hears of diagnostics and of files that were written
     * @param legacyContext tells whether an IDE is there to listen
     */
    @Inject
    public TransformMojo(BuildContext buildContext, org.sonatype.plexus.build.incremental.BuildContext legacyContext) {
        super(EditorMarkers.of(buildContext, legacyContext));
    }

    @Override
    Compilation compilation() throws DependencyResolutionRequiredException {
        return new Compilation(
                classesDirectory,
                originalsDirectory,
                project.getCompileSourceRoots(),
                project.getCompileClasspathElements());
    }
}
