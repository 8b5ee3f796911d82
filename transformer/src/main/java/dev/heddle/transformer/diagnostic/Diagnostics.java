// SPDX-License-Identifier: Apache-2.0
package dev.heddle.transformer.diagnostic;

import java.util.List;
import java.util.Optional;

/** Finds the places of findings. */
public final class Diagnostics {

    private Diagnostics() {}

    /**
     * Places findings in the source; without a source, where the class file says.
     *
     * @param findings the findings
     * @param sources where to look
     * @return a diagnostic for each
     */
    public static List<Diagnostic> place(List<Finding> findings, SourceLocator sources) {
        return findings.stream().map(finding -> place(finding, sources)).toList();
    }

    private static Diagnostic place(Finding finding, SourceLocator sources) {
        String type = finding.type().replace('/', '.');
        Optional<SourceLocator.SourcePlace> place = sources.locate(finding);
        if (place.isPresent()) {
            SourceLocator.SourcePlace found = place.get();
            return new Diagnostic(
                    finding.code(), type, found.file(), found.line(), found.column(), finding.message(), found.text());
        }
        return new Diagnostic(finding.code(), type, file(finding), finding.line(), 0, finding.message(), "");
    }

    private static String file(Finding finding) {
        if (finding.sourceFile().isEmpty()) {
            return finding.type() + ".class";
        }
        int slash = finding.type().lastIndexOf('/');
        boolean path = finding.sourceFile().contains("/")
                || finding.sourceFile().contains("\\")
                || finding.anchor() == Anchor.CLASS;
        return path || slash < 0 ? finding.sourceFile() : finding.type().substring(0, slash + 1) + finding.sourceFile();
    }
}
