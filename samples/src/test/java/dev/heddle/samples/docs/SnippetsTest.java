// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.samples.Printed;
import dev.heddle.transformer.batch.BatchResult;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java that the documentation shows compiles, and is woven without a word. */
class SnippetsTest {

    /** All pages but the one about what is refused. */
    static Stream<Snippet> snippets() {
        return MarkdownPage.all().stream()
                .filter(page -> !page.path().endsWith("diagnostics.md"))
                .flatMap(page -> page.snippets("java"));
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void isRightAsItStands(Snippet snippet, @TempDir Path directory) throws Exception {
        SnippetBuild build = new SnippetBuild(directory);
        build.compile(snippet);

        BatchResult result = build.weave();

        assertEquals(List.of(), result.diagnostics(), snippet::toString);
    }

    @Test
    void theReadmesProgramPrintsWhatTheReadmeSays(@TempDir Path directory) throws Exception {
        MarkdownPage readme = MarkdownPage.of("README.md");
        Snippet program = readme.snippets("java").findFirst().orElseThrow();
        Snippet output = readme.snippets().get(readme.snippets().indexOf(program) + 1);
        SnippetBuild build = new SnippetBuild(directory);
        build.compile(program);
        assertTrue(build.weave().coroutines() > 0);

        URL[] classPath = {build.classes().toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classPath, getClass().getClassLoader())) {
            Class<?> main = loader.loadClass(SnippetSource.of(program).name());
            Printed printed = Printed.by(
                    () -> main.getMethod("main", String[].class).invoke(null, (Object) new String[0]));

            assertEquals(output.text().lines().toList(), printed.out());
        }
    }
}
