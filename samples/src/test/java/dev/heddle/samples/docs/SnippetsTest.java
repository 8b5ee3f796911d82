// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.samples.Printed;
import dev.heddle.transformer.batch.BatchResult;
import dev.heddle.transformer.cli.Main;
import java.lang.reflect.Method;
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
            Method main = loader.loadClass(SnippetSource.of(program).name()).getMethod("main", String[].class);
            main.setAccessible(true); // the class is not public
            Printed printed = Printed.by(() -> main.invoke(null, (Object) new String[0]));

            assertEquals(output.text().lines().toList(), printed.out());
        }
    }

    @Test
    void theStateTableIsTheOneThatInspectPrints(@TempDir Path directory) throws Exception {
        MarkdownPage page = MarkdownPage.of("docs/inspect.md");
        SnippetBuild build = new SnippetBuild(directory);
        build.compile(page.snippets("java").findFirst().orElseThrow());
        build.weave();
        String[] command = {"inspect", build.classes().toString()};

        Printed printed = Printed.by(() -> assertEquals(0, Main.run(command, System.out, System.err)));

        List<String> table =
                page.snippets("text").findFirst().orElseThrow().text().lines().toList();
        assertEquals(table, printed.out().subList(0, table.size()));
    }
}
