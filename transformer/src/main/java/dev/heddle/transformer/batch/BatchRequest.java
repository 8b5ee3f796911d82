// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be transformed.
 *
 * @param input a directory of class files, or a jar
 * @param output where to; the same as the input to transform it in place, else of the same kind
 * @param classpath directories and jars in which the verifier finds the superclasses of what is used
 * @param sourceRoots where the sources are, for diagnostics with columns and source lines
 * @param verify whether to verify each class that is written
 * @param includes the classes to transform, by patterns for their binary names ({@code com.acme.**}); all of them if there is no pattern
 * @param excludes the classes to leave alone, by such patterns
 * @param originals a directory in which to keep the class files as they were, for {@code inspect}; what is not woven any more is removed from it
 */
public record BatchRequest(
        Path input,
        Path output,
        List<Path> classpath,
        List<Path> sourceRoots,
        boolean verify,
        List<String> includes,
        List<String> excludes,
        Optional<Path> originals) {

    /** Copies the lists. */
    public BatchRequest {
        classpath = List.copyOf(classpath);
        sourceRoots = List.copyOf(sourceRoots);
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }

    /**
     * Asks for a directory or jar to be transformed in place, all of it and verified, knowing nothing but itself.
     *
     * @param input the directory or jar
     * @return the request
     */
    public static BatchRequest inPlace(Path input) {
        return new BatchRequest(input, input, List.of(), List.of(), true, List.of(), List.of(), Optional.empty());
    }

    boolean isInPlace() {
        return input.toAbsolutePath().normalize().equals(output.toAbsolutePath().normalize());
    }
}
