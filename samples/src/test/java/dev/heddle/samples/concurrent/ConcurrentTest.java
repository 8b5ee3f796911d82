// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.heddle.runtime.testing.VirtualTime;
import dev.heddle.samples.Printed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConcurrentTest {

    @Test
    void sleepsTwoSecondsInAll() throws Exception {
        try (VirtualTime time = new VirtualTime()) {
            Printed printed = Printed.by(() -> time.loop().runUntilDone(Concurrent.demo()));

            assertEquals(List.of("A starts", "B starts", "B ends", "A ends", "[A result, B result]"), printed.out());
            assertEquals(Duration.ofSeconds(2), time.elapsed());
        }
    }
}
