// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.heddle.samples.Printed;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PrimesTest {

    private final AtomicInteger status = new AtomicInteger(-1);

    @Test
    void countsThePrimes() throws Exception {
        assertEquals(
                List.of("There are 17984 primes below 200000."),
                primes("200000").out());
        assertEquals(List.of("There are 4 primes below 10."), primes("10").out());
        assertEquals(0, status.get());
    }

    @Test
    void drawsNoProgressBarWhereThereIsNoTerminal() throws Exception {
        assertEquals(List.of(), primes("1000").err());
    }

    @Test
    void refusesWhatIsNoNumber() throws Exception {
        assertEquals(
                List.of("The limit has to be a number, not 'many'."),
                primes("many").err());
        assertEquals(2, status.get());
    }

    private Printed primes(String... args) throws Exception {
        return Printed.by(() -> status.set(Primes.run(args)));
    }
}
