// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.Script;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapacityLimiterTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final CapacityLimiter limiter = new CapacityLimiter(1);
    private final List<Object> log = new ArrayList<>();

    private Script borrower(Object name) {
        return script().await(limiter.acquire())
                .then(token -> script().run(() -> log.add(name))
                        .await(sleep(SECOND))
                        .lastly(v -> {
                            ((CapacityLimiter.Token) token).close();
                            return v;
                        }));
    }

    @Test
    void aTaskHoldsOneTokenAtMost() {
        VirtualTime.run(script().await(limiter.acquire())
                .run(() -> assertThrows(IllegalStateException.class, limiter::tryAcquire))
                .await(limiter.acquire())
                .rescue(log::add)
                .run(limiter::release)
                .run(() -> assertThrows(IllegalStateException.class, limiter::release))
                .run(() -> assertTrue(limiter.tryAcquire())));
        assertInstanceOf(IllegalStateException.class, log.get(0));
    }

    @Test
    void aLargerTotalServesThoseWhoWaitAndASmallerOneHoldsReleasesBack() {
        VirtualTime.run(script().run(() -> {
                    for (int i = 0; i < 4; i++) {
                        var unused = spawn(borrower(i));
                    }
                })
                .await(yieldNow())
                .run(() -> {
                    assertEquals(3, limiter.waiting());
                    limiter.setTotal(3);
                    assertEquals(3, limiter.borrowed());
                    assertEquals(0, limiter.available());
                    limiter.setTotal(1);
                })
                .await(sleep(SECOND.plusMillis(1)))
                .run(() -> {
                    assertEquals(List.of(0, 1, 2, 3), log);
                    assertEquals(1, limiter.borrowed());
                    assertEquals(1, limiter.total());
                }));
    }

    @Test // M09
    void theTokenOfACancelledWaiterGoesToTheNext() {
        VirtualTime.run(script().then(v -> {
            Task<?> first = spawn(borrower("first"));
            Task<?> second = spawn(borrower("second"));
            Task<?> third = spawn(borrower("third"));
            return script().await(yieldNow())
                    .run(second::cancel)
                    .await(first)
                    .await(third)
                    .run(() -> assertEquals(1, limiter.available()));
        }));
        assertEquals(List.of("first", "third"), log);
        assertFalse(log.contains("second"));
    }
}
