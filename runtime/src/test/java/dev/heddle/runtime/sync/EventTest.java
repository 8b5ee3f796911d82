// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.Script;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTest {

    private final Event event = new Event();
    private final List<Object> log = new ArrayList<>();

    private Script waiter(Object name) {
        return script().await(event.whenSet()).run(() -> log.add(name));
    }

    @Test // M05
    void thoseWhoWaitWakeAlsoIfTheEventIsClearedBeforeTheyRun() {
        VirtualTime.run(script().run(() -> {
                    for (int i = 0; i < 3; i++) {
                        var unused = spawn(waiter(i));
                    }
                })
                .await(yieldNow())
                .run(() -> {
                    event.set();
                    assertTrue(event.isSet());
                    event.clear();
                    assertFalse(event.isSet());
                    var unusedLate = spawn(waiter("late"));
                })
                .await(sleep(Duration.ofSeconds(1))));
        assertEquals(List.of(0, 1, 2), log);
    }

    @Test
    void aSetEventIsNotWaitedFor() {
        VirtualTime.run(script().run(event::set).await(event.whenSet()).await(event.whenSet()));
    }

    @Test
    void aCancelledWaiterIsGone() {
        VirtualTime.run(script().then(v -> {
            Task<?> waiter = spawn(waiter("never"));
            return script().await(yieldNow()).run(waiter::cancel).run(() -> {
                assertEquals("Event[not set, 0 waiting]", event.toString());
                event.set();
            });
        }));
        assertEquals(List.of(), log);
    }
}
