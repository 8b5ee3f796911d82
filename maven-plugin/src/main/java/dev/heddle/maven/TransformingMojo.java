// SPDX-License-Identifier: Apache-2.0
package dev.heddle.maven;

import dev.heddle.transformer.batch.BatchRequest;
import dev.heddle.transformer.batch.BatchResult;
import dev.heddle.transformer.batch.BatchTransformer;
import java.io.IOException;
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
        return new BatchTransformer().transform(request);
    }

    @Override
    void summarise(BatchResult result, long wovenClasses) {
        if (result.coroutines() > 0) {
            getLog().info("Transformed " + Count.of(result.coroutines(), "coroutine") + " in "
                    + Count.of(result.classes(), "class", "classes"));
        } else if (wovenClasses > 0) {
            getLog().info("Nothing to transform: " + Count.of(wovenClasses, "class is", "classes are") + " up to date");
        } else {
            getLog().info("Nothing to transform");
        }
    }
}
