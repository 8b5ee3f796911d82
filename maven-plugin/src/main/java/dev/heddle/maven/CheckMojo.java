// SPDX-License-Identifier: Apache-2.0
package dev.heddle.maven;

import dev.heddle.transformer.batch.BatchRequest;
import dev.heddle.transformer.batch.BatchResult;
import dev.heddle.transformer.batch.BatchTransformer;
import java.io.File;
import java.io.IOException;
import javax.inject.Inject;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.codehaus.plexus.build.BuildContext;

/** Changes nothing, and fails the build if an {@code await} was left that nobody has transformed, or if a woven class does not verify. */
@Mojo(
        name = "check",
        defaultPhase = LifecyclePhase.VERIFY,
        requiresDependencyResolution = ResolutionScope.COMPILE,
        threadSafe = true)
public class CheckMojo extends BatchMojo {

    /** The class files. */
    @Parameter(defaultValue = "${project.build.outputDirectory}", required = true)
    File classesDirectory;

    @Parameter(defaultValue = "${project.build.directory}/heddle/originals", readonly = true, required = true)
    File originalsDirectory;

    /**
     * Called by Maven.
     *
     * @param buildContext where an IDE hears of diagnostics
     * @param legacyContext tells whether an IDE is there to listen
     */
    @Inject
    public CheckMojo(BuildContext buildContext, org.sonatype.plexus.build.incremental.BuildContext legacyContext) {
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

    @Override
    boolean verify() {
        return true;
    }

    @Override
    BatchResult process(BatchRequest request) throws IOException {
        BatchTransformer transformer = new BatchTransformer();
        BatchResult result = transformer.check(request);
        if (result.coroutines() > 0 && result.diagnostics().isEmpty()) {
            transformer.unwoven(request).forEach(each -> getLog().error(each.format()));
        }
        return result;
    }

    @Override
    void summarise(BatchResult result, long wovenClasses) throws MojoFailureException {
        if (result.coroutines() > 0) {
            throw new MojoFailureException(Count.of(result.coroutines(), "coroutine") + " in "
                    + Count.of(result.classes(), "class", "classes") + " of " + classesDirectory
                    + " not transformed: add the goal transform to the executions of the Heddle plugin");
        }
        getLog().info("Checked " + Count.of(wovenClasses, "woven class", "woven classes"));
    }
}
