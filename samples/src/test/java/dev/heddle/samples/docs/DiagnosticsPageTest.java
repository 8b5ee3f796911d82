// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.transformer.diagnostic.Diagnostic;
import dev.heddle.transformer.diagnostic.DiagnosticCode;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about diagnostics has a section for each, whose first example gets that diagnostic and no other, with the very message that is shown, and whose second gets none. */
class DiagnosticsPageTest {

    private static final MarkdownPage PAGE = MarkdownPage.of("docs/diagnostics.md");

    /** What no source that javac accepts gets: damaged, foreign or unwoven class files, our own defects, and classes near the JVM's limits. */
    private static final Set<DiagnosticCode> WITHOUT_EXAMPLE = EnumSet.of(
            DiagnosticCode.CLASS_FILE_TOO_NEW,
            DiagnosticCode.CLASS_FILE_TOO_OLD,
            DiagnosticCode.UNSUPPORTED_BYTECODE,
            DiagnosticCode.UNREADABLE_CLASS_FILE,
            DiagnosticCode.INTERNAL_ERROR,
            DiagnosticCode.OUTPUT_NOT_VERIFIED,
            DiagnosticCode.NOT_TRANSFORMED,
            DiagnosticCode.INPUT_NOT_VERIFIED,
            DiagnosticCode.CLASS_TOO_LARGE);

    static Stream<DiagnosticCode> codes() {
        return Arrays.stream(DiagnosticCode.values());
    }

    @Test
    void eachDiagnosticHasASectionAndEachSectionADiagnostic() {
        List<String> sections = PAGE.headings().stream()
                .map(heading -> heading.split(" ", 2)[0])
                .filter(word -> word.startsWith("HED"))
                .toList();

        assertEquals(codes().map(DiagnosticCode::id).toList(), sections);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void theSectionTellsTheRemedyInTheMessagesWords(DiagnosticCode code) {
        assertTrue(
                section(code)
                        .anyMatch(snippet -> snippet.language().equals("text")
                                && snippet.text().contains(code.id())
                                && snippet.text().contains(code.remedy())),
                () -> "The section of " + code.id() + " shows no message that ends with: " + code.remedy());
    }

    @ParameterizedTest
    @MethodSource("codes")
    void theExampleGetsTheMessage(DiagnosticCode code, @TempDir Path directory) throws Exception {
        List<Snippet> examples = section(code)
                .filter(snippet -> snippet.language().equals("java"))
                .toList();
        if (WITHOUT_EXAMPLE.contains(code)) {
            assertEquals(List.of(), examples);
            return;
        }
        String shown = section(code)
                .filter(snippet -> snippet.language().equals("text"))
                .findFirst()
                .orElseThrow()
                .text();

        assertEquals(shown, messages(examples.get(0), directory.resolve("wrong")), () -> "at " + examples.get(0));
        for (Snippet mended : examples.subList(1, examples.size())) {
            assertEquals("", messages(mended, directory.resolve("right" + mended.line())), () -> "at " + mended);
        }
    }

    @Test
    void messagesOnOtherPagesAreTheSame() {
        List<String> messages = PAGE.snippets("text").map(Snippet::text).toList();
        List<Snippet> others = MarkdownPage.all().stream()
                .flatMap(page -> page.snippets("text"))
                .filter(snippet -> snippet.text().startsWith("Shop.java:["))
                .toList();

        assertFalse(others.isEmpty());
        others.forEach(snippet -> assertTrue(messages.contains(snippet.text()), snippet::toString));
    }

    private static Stream<Snippet> section(DiagnosticCode code) {
        return PAGE.snippets().stream().filter(snippet -> snippet.heading().startsWith(code.id() + " "));
    }

    private static String messages(Snippet snippet, Path directory) throws Exception {
        SnippetBuild build = new SnippetBuild(directory);
        build.compile(snippet);
        return build.weave().diagnostics().stream()
                .map(Diagnostic::format)
                .collect(Collectors.joining("\n"))
                .replace(build.sources() + File.separator, "")
                .replace(build.classes() + File.separator, "")
                .replace(System.lineSeparator(), "\n")
                // Sizes change with every improvement of what is woven.
                .replaceAll("is \\d+ bytes", "is … bytes");
    }
}
