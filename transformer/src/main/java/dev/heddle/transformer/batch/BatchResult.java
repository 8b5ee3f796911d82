// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.batch;

import dev.heddle.transformer.diagnostic.Diagnostic;
import dev.heddle.transformer.diagnostic.Severity;
import java.nio.file.Path;
import java.util.List;

/**
 * What became of a batch.
 *
 * @param diagnostics all there is to say, in the order of the class files' names
 * @param classes how many classes were rewritten
 * @param coroutines how many coroutines they have
 * @param written the files that were written, in order; empty if there are errors, or nothing had to be written
 * @param deleted the files that were deleted, in order
 */
public record BatchResult(
        List<Diagnostic> diagnostics, int classes, int coroutines, List<Path> written, List<Path> deleted) {

    /** Copies the lists. */
    public BatchResult {
        diagnostics = List.copyOf(diagnostics);
        written = List.copyOf(written);
        deleted = List.copyOf(deleted);
    }

    /**
     * Tells whether the build must fail.
     *
     * @return true if there is an error; then nothing was written
     */
    public boolean hasErrors() {
        return has(Severity.ERROR);
    }

    /**
     * Tells whether there are warnings.
     *
     * @return true if there is one
     */
    public boolean hasWarnings() {
        return has(Severity.WARNING);
    }

    private boolean has(Severity severity) {
        return diagnostics.stream().anyMatch(diagnostic -> diagnostic.code().severity() == severity);
    }
}
