// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SamplesTest {

    private final AtomicInteger status = new AtomicInteger(-1);

    @Test
    void startsASampleByItsName() throws Exception {
        assertEquals(List.of("Hello", "World"), start("hello").out());
        assertEquals(0, status.get());
    }

    @Test
    void listsTheSamplesIfThereIsNoneOfTheName() throws Exception {
        Printed printed = start("nix");

        assertEquals("There is no sample 'nix'.", printed.err().get(0));
        assertEquals(2 + Samples.values().length, printed.err().size());
        assertEquals(2, status.get());
    }

    @Test
    void theBuildKnowsTheirNames() throws Exception {
        String regex = Arrays.stream(Samples.values()).map(Samples::title).collect(Collectors.joining("|"));
        String pom = Files.readString(Path.of("../pom.xml"));

        assertTrue(pom.contains("<regex>" + regex + "</regex>"), regex);
        assertTrue(pom.contains("The samples are: " + regex.replace("|", ", ") + "."), regex);
    }

    private Printed start(String... args) throws Exception {
        return Printed.by(() -> status.set(Samples.start(args)));
    }
}
