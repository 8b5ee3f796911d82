// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.inspect;

import dev.heddle.transformer.diagnostic.Diagnostic;
import dev.heddle.transformer.diagnostic.Severity;
import java.util.List;

/**
 * What there is to show.
 *
 * @param coroutines the coroutines, sorted by the names of their classes' files, in the order of their methods
 * @param diagnostics what there is to say of classes that are not woven yet
 */
public record Inspection(List<CoroutineView> coroutines, List<Diagnostic> diagnostics) {

    /** Copies the lists. */
    public Inspection {
        coroutines = List.copyOf(coroutines);
        diagnostics = List.copyOf(diagnostics);
    }

    /**
     * Tells whether some class can't be shown.
     *
     * @return true if there is an error
     */
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(diagnostic -> diagnostic.code().severity() == Severity.ERROR);
    }
}
