// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.samples.Printed;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GameTest {

    private final AtomicInteger status = new AtomicInteger(-1);

    @Test
    void theAliensMarchAndAreStopped() throws Exception {
        Printed printed = game("0");
        List<String> lines = printed.out();

        assertEquals("Frame 0", lines.get(0));
        assertEquals("|W       W       W               |", lines.get(1));
        assertEquals("|    W       W       W           |", lines.get(2));
        assertTrue(lines.stream().anyMatch(line -> line.contains("'")), printed::toString);
        assertTrue(lines.get(lines.size() - 1).matches("The aliens are stopped after \\d+ frames"), printed::toString);
        assertEquals(0, status.get());
    }

    @Test
    void everyGameIsLikeTheOther() throws Exception {
        assertEquals(game("0").out(), game("0").out());
    }

    @Test
    void refusesWhatIsNoNumber() throws Exception {
        assertEquals(
                List.of("The frames per second have to be a number, not 'fast'."),
                game("fast").err());
        assertEquals(2, status.get());
    }

    private Printed game(String... args) throws Exception {
        return Printed.by(() -> status.set(Game.run(args)));
    }
}
