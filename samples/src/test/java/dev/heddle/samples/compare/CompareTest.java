// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.samples.Printed;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CompareTest {

    private static final String COST = " +\\d+\\.\\d\\d s +\\d+ +(\\d+ MB|unknown)";

    private final AtomicInteger status = new AtomicInteger(-1);

    @Test
    void printsARowForEachWay() throws Exception {
        Printed printed = compare("--pages", "5", "--delay", "1");

        assertEquals(0, status.get(), printed::toString);
        assertTrue(printed.out().get(0).startsWith("5 pages, 1 ms each, JDK "), printed::toString);
        assertTrue(printed.out().get(1).matches(" +time +threads +memory"), printed::toString);
        List<String> rows = printed.out().subList(2, 5);
        assertTrue(rows.get(0).matches("one by one" + COST), printed::toString);
        assertTrue(rows.get(1).matches("a thread each" + COST), printed::toString);
        assertTrue(rows.get(2).matches("coroutines" + COST), printed::toString);
    }

    @Test
    void drawsNoProgressBarWhereThereIsNoTerminal() throws Exception {
        Printed printed = compare("--pages", "1", "--delay", "0");

        assertTrue(printed.err().isEmpty(), printed::toString);
        assertTrue(printed.out().stream().noneMatch(line -> line.contains("%")), printed::toString);
    }

    @Test
    void explainsItsOptions() throws Exception {
        assertTrue(compare("--help").out().contains("  --pages N    how many pages, from 1 to 5000 (100)"));
        assertEquals(0, status.get());
    }

    @Test
    void refusesWhatIsWrong() throws Exception {
        assertRefused("--pages takes a number from 1 to 5000, not '0'.", "--pages", "0");
        assertRefused("--pages takes a number from 1 to 5000, not 'many'.", "--pages", "many");
        assertRefused("--delay takes a number from 0 to 10000.", "--delay");
        assertRefused("There is no option '--page'.", "--page", "3");
    }

    private void assertRefused(String message, String... args) throws Exception {
        Printed printed = compare(args);
        assertEquals(message + " --help lists the options.", String.join("\n", printed.err()));
        assertEquals(2, status.get());
    }

    private Printed compare(String... args) throws Exception {
        return Printed.by(() -> status.set(Compare.run(args)));
    }
}
