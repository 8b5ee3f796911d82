// SPDX-License-Identifier: Apache-2.0
package dev.heddle.maven;

import dev.heddle.transformer.diagnostic.Diagnostic;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import dev.heddle.transformer.diagnostic.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** Tells the user all that there is to say, one by one, and then the build that it has failed, once. */
final class DiagnosticReport {

    /** These are no fault of the user's. */
    private static final Set<DiagnosticCode> DEFECTS =
            Set.of(DiagnosticCode.INTERNAL_ERROR, DiagnosticCode.OUTPUT_NOT_VERIFIED);

    /** As one reads the sources. Class files have several of them in one, and rules that look at one thing each. */
    private static final Comparator<Diagnostic> BY_PLACE = Comparator.comparing(Diagnostic::file)
            .thenComparing(Diagnostic::line)
            .thenComparing(Diagnostic::column);

    private final List<Diagnostic> errors;
    private final List<Diagnostic> warnings;

    DiagnosticReport(List<Diagnostic> diagnostics) {
        this.errors = ofSeverity(Severity.ERROR, diagnostics);
        this.warnings = ofSeverity(Severity.WARNING, diagnostics);
    }

    private static List<Diagnostic> ofSeverity(Severity severity, List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.code().severity() == severity)
                .sorted(BY_PLACE)
                .toList();
    }

    /** Prints warnings, then errors: what stops the build stands nearest to the end. One call each, so that parallel builds don't tear a message apart. */
    void print(Log log) {
        warnings.forEach(warning -> log.warn(warning.format()));
        errors.forEach(error -> log.error(error.format()));
    }

    void failIfNeeded(boolean failOnWarning) throws MojoExecutionException, MojoFailureException {
        if (!errors.isEmpty()) {
            String message = Count.of(errors.size(), "error") + first(errors);
            if (errors.stream().anyMatch(error -> DEFECTS.contains(error.code()))) {
                throw new MojoExecutionException(message);
            }
            throw new MojoFailureException(message);
        }
        if (failOnWarning && !warnings.isEmpty()) {
            throw new MojoFailureException(
                    Count.of(warnings.size(), "warning") + ", and heddle.failOnWarning is set" + first(warnings));
        }
    }

    private static String first(List<Diagnostic> diagnostics) {
        return (diagnostics.size() == 1 ? ": " : "; the first: ")
                + diagnostics.get(0).headline();
    }
}
