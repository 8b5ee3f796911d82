// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.benchmarks.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of figures. */
class ResultsTest {

    private static final Quantity TIME = new Quantity("yield", "yield, between two", "time", "ns", false);
    private static final Quantity RATE = new Quantity("echo", "echo", "rate", "1/s", true);

    @TempDir
    Path folder;

    private static Results results() {
        Results results = new Results();
        results.note("a machine, and more");
        for (double heddle : new double[] {6, 8, 7}) {
            results.add(TIME, Variant.HEDDLE, heddle);
            results.add(TIME, Variant.NETTY, 2 * heddle);
        }
        results.add(TIME, Variant.KOTLIN, 35);
        results.add(TIME, Variant.LOWERED, 5);
        results.add(RATE, Variant.HEDDLE, 100);
        results.add(RATE, Variant.NETTY, 110);
        results.add(RATE, Variant.NIO, 200);
        return results;
    }

    @Test
    void whatIsWrittenCanBeRead() throws IOException {
        new ResultsFolder(folder).write(results());
        Results read = new ResultsFolder(folder).read();
        assertEquals(results().quantities(), read.quantities());
        assertEquals(results().notes(), read.notes());
        assertEquals(List.of(6.0, 8.0, 7.0), read.of(TIME).get(Variant.HEDDLE).values());
        assertEquals(new MarkdownTable(results()).lines(), new MarkdownTable(read).lines());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("echo-rate.svg", "results.csv", "results.md", "yield-time.svg"),
                    files.map(each -> each.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aRowHasMediansSpreadAndRatiosRoundByRound() {
        assertEquals(
                List.of(
                        "| workload | quantity | H | L | K | N | J | H/L | H/best peer |",
                        "|---|---|---:|---:|---:|---:|---:|---:|---:|",
                        "| yield, between two | time, ns | 7.00 (6.00–8.00) | 5.00 | 35.00 | 14.00 (12.00–16.00) |  | 1.20 | 0.50 N |",
                        "| echo | rate, 1/s | 100 |  |  | 110 | 200 |  | 0.91 N |"),
                new MarkdownTable(results()).lines());
    }

    @Test
    void aLossIsToAPeerAndMoreThanNoise() {
        assertFalse(Comparison.of(TIME, Variant.HEDDLE, results().of(TIME))
                .orElseThrow()
                .isLost());
        Comparison rate =
                Comparison.of(RATE, Variant.HEDDLE, results().of(RATE)).orElseThrow();
        assertEquals(Variant.NETTY, rate.best());
        assertTrue(rate.isLost());
    }

    @Test
    void whatRunsOnAPoolIsComparedWithPools() {
        Results results = new Results();
        results.add(TIME, Variant.HEDDLE, 9);
        results.add(TIME, Variant.HEDDLE_MANY, 7);
        results.add(TIME, Variant.FUTURES, 50);
        results.add(TIME, Variant.FUTURES_MANY, 6);
        assertEquals(
                Variant.FUTURES,
                Comparison.of(TIME, Variant.HEDDLE, results.of(TIME))
                        .orElseThrow()
                        .best());
        assertEquals(
                List.of(
                        "<!-- figures: yield -->",
                        "",
                        "![yield, between two: time](../benchmarks/results/jdk-25/yield-time.svg)",
                        "",
                        "| JDK | workload | quantity | Heddle | by hand | best peer | Heddle / best peer |",
                        "|---|---|---|---:|---:|---:|---:|",
                        "| 25 | yield, between two | time, ns | 9.00 |  | 50.00 CompletableFuture | 0.18 |",
                        "| 25 | yield, between two, on a pool of threads | time, ns | 7.00 |  | 6.00 CompletableFuture on a pool | 1.17 |",
                        "",
                        "<!-- end -->",
                        "<!-- losses -->",
                        "",
                        "- yield, between two, on a pool of threads, JDK 25: time 7.00 ns, with CompletableFuture on a pool 6.00 ns",
                        "",
                        "<!-- end -->"),
                new Page(Map.of(25, results))
                        .refreshed(
                                List.of("<!-- figures: yield -->", "<!-- end -->", "<!-- losses -->", "<!-- end -->")));
    }

    @Test
    void newResultsOfAWorkloadTakeThePlaceOfOldOnes() {
        Results later = new Results();
        later.add(TIME, Variant.HEDDLE, 1);
        Results both = later.over(results());
        assertEquals(Map.of(Variant.HEDDLE, 1.0).keySet(), both.of(TIME).keySet());
        assertEquals(100, both.of(RATE).get(Variant.HEDDLE).median());
    }

    @Test
    void thePageGetsItsFiguresBetweenItsMarksAndNothingElseChanges() {
        Page page = new Page(Map.of(25, results()));
        List<String> lines = List.of(
                "before",
                "<!-- figures: echo -->",
                "old",
                "<!-- end -->",
                "between",
                "<!-- losses -->",
                "<!-- end -->");
        List<String> refreshed = page.refreshed(lines);
        assertEquals(
                List.of(
                        "before",
                        "<!-- figures: echo -->",
                        "",
                        "![echo: rate](../benchmarks/results/jdk-25/echo-rate.svg)",
                        "",
                        "| JDK | workload | quantity | Heddle | by hand | best peer | Heddle / best peer |",
                        "|---|---|---|---:|---:|---:|---:|",
                        "| 25 | echo | rate, 1/s | 100 |  | 110 Netty | 0.91 |",
                        "",
                        "<!-- end -->",
                        "between",
                        "<!-- losses -->",
                        "",
                        "- echo, JDK 25: rate 100 1/s, with Netty 110 1/s",
                        "",
                        "<!-- end -->"),
                refreshed);
        assertEquals(refreshed, page.refreshed(refreshed));
    }

    @Test
    void aChartHasABarForEachVariant() {
        List<String> lines = new Chart(TIME, results().of(TIME)).lines();
        assertEquals(4, lines.stream().filter(line -> line.startsWith("<path")).count());
        assertTrue(lines.stream().anyMatch(line -> line.contains(">Kotlin coroutines (K)<")));
        assertTrue(lines.stream().anyMatch(line -> line.contains("less is better")));
    }
}
