// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.benchmarks.report.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of the documentation says what was measured, and of everything that is. */
class PageTest {

    private static final Path PAGE = Path.of("..", "docs", "performance.md");
    private static final Path RESULTS = Path.of("results");

    @Test
    void everyWorkloadIsExplainedAndShown() throws IOException {
        String page = Files.readString(PAGE);
        List<String> shown = page.lines()
                .filter(line -> line.startsWith("<!-- figures: "))
                .flatMap(line -> List.of(line.split(" ", -1)).stream())
                .toList();
        for (Case each : Report.cases(List.of())) {
            assertTrue(page.contains("`" + each.id() + "`"), each.id() + " is not explained");
            assertTrue(shown.contains(each.id()), each.id() + " is not shown");
        }
    }

    @Test
    void figuresOnThePageAreThoseOfTheResults() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        assertEquals(Page.of(RESULTS).refreshed(lines), lines);
    }
}
