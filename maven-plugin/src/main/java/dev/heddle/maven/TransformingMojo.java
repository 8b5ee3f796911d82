// SPDX-License-Identifier: Apache-2.0
package dev.heddle.maven;

import dev.heddle.transformer.batch.BatchRequest;
import dev.heddle.transformer.batch.BatchResult;
import dev.heddle.transformer.batch.BatchTransformer;
import dev.heddle.transformer.diagnostic.Diagnostic;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.plugins.annotations.Parameter;

/** A goal that weaves class files in place. */
abstract class TransformingMojo extends BatchMojo {

    /** Verifies each class that is written, as the JVM would. */
    @Parameter(property = "heddle.verify", defaultValue = "true")
    boolean verify = true;

    TransformingMojo(EditorMarkers markers) {
        super(markers);
    }

    @Override
    boolean verify() {
        return verify;
    }

    @Override
    BatchResult process(BatchRequest request) throws IOException {
        BatchResult result = new BatchTransformer().transform(request);
        return failOnWarning && !result.hasErrors() ? withEarlierWarnings(request, result) : result;
    }

    /**
     * A class with warnings is written all the same, and the next build finds it up to date. Since the warnings are to stop the builds until somebody mends them, look at
     * it again, as it was before.
     */
    private static BatchResult withEarlierWarnings(BatchRequest request, BatchResult result) throws IOException {
        Path originals = request.originals().orElseThrow();
        if (!Files.isDirectory(originals)) {
            return result;
        }
        List<Path> classpath = Stream.concat(Stream.of(request.input()), request.classpath().stream())
                .toList();
        BatchResult earlier = new BatchTransformer()
                .check(new BatchRequest(
                        originals,
                        originals,
                        classpath,
                        request.sourceRoots(),
                        false,
                        request.includes(),
                        request.excludes(),
                        Optional.empty()));
        List<Diagnostic> both = Stream.concat(result.diagnostics().stream(), earlier.diagnostics().stream())
                .distinct()
                .toList();
        return new BatchResult(both, result.classes(), result.coroutines(), result.written(), result.deleted());
    }

    /** A jar that is there when classes are woven holds them as the compiler made them, whatever runs from the directory. */
    private void warnIfPackagedBefore() {
        File packaged =
                project.getArtifact() == null ? null : project.getArtifact().getFile();
        if (packaged != null && packaged.isFile()) {
            getLog().warn(packaged.getName() + " was made before the classes in it were woven, and its coroutines can't"
                    + " run: bind this goal to a phase before package. Without a <phase> it runs in process-classes");
        }
    }

    @Override
    void summarise(BatchResult result, long wovenClasses) {
        if (result.coroutines() > 0) {
            getLog().info("Transformed " + Count.of(result.coroutines(), "coroutine") + " in "
                    + Count.of(result.classes(), "class", "classes"));
            warnIfPackagedBefore();
        } else if (wovenClasses > 0) {
            getLog().info("Nothing to transform: " + Count.of(wovenClasses, "class is", "classes are") + " up to date");
        } else {
            getLog().info("Nothing to transform");
        }
    }
}
