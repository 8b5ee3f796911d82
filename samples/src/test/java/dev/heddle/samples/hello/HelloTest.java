// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.hello;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.heddle.runtime.testing.VirtualTime;
import dev.heddle.samples.Printed;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelloTest {

    @Test
    void saysWorldOneSecondAfterHello() throws Exception {
        try (VirtualTime time = new VirtualTime()) {
            Printed printed = Printed.by(() -> time.loop().runUntilDone(Hello.hello()));

            assertEquals(List.of("Hello", "World"), printed.out());
            assertEquals(Duration.ofSeconds(1), time.elapsed());
        }
    }
}
