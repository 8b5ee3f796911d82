// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.diagnostic;

import java.util.Optional;

/** Finds the place in the source that a finding is about. */
@FunctionalInterface
public interface SourceLocator {

    /** Finds nothing. */
    SourceLocator NONE = finding -> Optional.empty();

    /**
     * Finds the place.
     *
     * @param finding what is to be shown
     * @return the place, or empty if there is no source, or it does not fit the class file
     */
    Optional<SourcePlace> locate(Finding finding);

    /**
     * A place in a source file.
     *
     * @param file the file's path
     * @param line the line, from 1
     * @param column the column, from 1
     * @param text the text of the line
     */
    record SourcePlace(String file, int line, int column, String text) {}
}
