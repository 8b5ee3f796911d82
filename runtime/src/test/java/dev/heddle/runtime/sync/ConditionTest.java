// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.Script;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ConditionTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Lock lock = new Lock();
    private final Condition condition = lock.newCondition();
    private final List<Object> log = new ArrayList<>();

    private Script locked(Script body) {
        return script().await(lock.lock())
                .then(held -> script().await(body).lastly(v -> {
                    ((Lock.Held) held).close();
                    return v;
                }));
    }

    private Script waiter(Object name) {
        return locked(script().await(condition.waitForSignal()).run(() -> log.add(name)));
    }

    private Script signal(int count) {
        return locked(script().run(() -> condition.signal(count)));
    }

    @Test
    void signalsGoToThoseWhoHaveWaitedLongest() {
        VirtualTime.run(script().run(() -> {
                    for (int i = 0; i < 4; i++) {
                        var unused = spawn(waiter(i));
                    }
                })
                .await(sleep(SECOND))
                .await(signal(1))
                .await(sleep(SECOND))
                .run(() -> assertEquals(List.of(0), log))
                .await(signal(2))
                .await(sleep(SECOND))
                .run(() -> assertEquals(List.of(0, 1, 2), log))
                .await(locked(script().run(condition::signalAll)))
                .await(sleep(SECOND)));
        assertEquals(List.of(0, 1, 2, 3), log);
        assertEquals("Lock[free]", lock.toString());
    }

    @Test // M04
    void waitingAndSignallingNeedTheLock() {
        VirtualTime.run(script().run(() -> assertThrows(IllegalStateException.class, condition::signal))
                .await(condition.waitForSignal())
                .rescue(log::add));
        assertInstanceOf(IllegalStateException.class, log.get(0));
    }

    @Test // M06
    void aCancelledWaitHasTheLockAgainBeforeItThrows() {
        Script body = script().await(condition.waitForSignal()).rescue(e -> {
            assertInstanceOf(CancellationException.class, e);
            assertTrue(lock.isLocked());
            log.add("cancelled");
            return null;
        });
        VirtualTime.run(script().then(v -> {
            Task<?> waiter = spawn(locked(body));
            return script().await(yieldNow())
                    .await(locked(
                            script().run(waiter::cancel).await(sleep(SECOND)).run(() -> log.add("released"))))
                    .await(waiter);
        }));
        assertEquals(List.of("released", "cancelled"), log);
        assertEquals("Lock[free]", lock.toString());
    }

    @Test
    void aWaitInACancelledTaskKeepsTheLock() {
        VirtualTime.run(script().then(v -> {
            Task<?> waiter = spawn(waiter("never").rescue(log::add));
            waiter.cancel();
            return waiter;
        }));
        assertInstanceOf(CancellationException.class, log.get(0));
        assertEquals("Lock[free]", lock.toString());
    }

    @Test // M08
    void theSignalOfACancelledWaiterGoesToTheNext() {
        VirtualTime.run(script().then(v -> {
            Task<?> first = spawn(waiter("first").rescue(e -> log.add("cancelled")));
            Task<?> second = spawn(waiter("second"));
            return script().await(yieldNow())
                    .await(locked(script().run(() -> {
                        condition.signal();
                        first.cancel();
                    })))
                    .await(second)
                    .await(first);
        }));
        assertEquals(List.of("second", "cancelled"), log);
    }

    @Test
    void waitUntilLooksAgainAfterEachSignal() {
        int[] jobs = new int[1];
        Script add = locked(script().run(() -> {
            jobs[0]++;
            condition.signal();
        }));
        Script addAgain = locked(script().run(() -> {
            jobs[0]++;
            condition.signal();
        }));
        VirtualTime.run(script().then(v -> {
            Task<?> waiter = spawn(locked(
                    script().await(condition.waitUntil(() -> jobs[0] == 2)).run(() -> log.add("two"))));
            return script().await(add)
                    .await(sleep(SECOND))
                    .run(() -> log.add("one"))
                    .await(addAgain)
                    .await(waiter);
        }));
        assertEquals(List.of("one", "two"), log);
    }

    @Test
    void waitUntilDoesNotWaitForWhatHoldsAlready() {
        VirtualTime.run(locked(script().await(condition.waitUntil(() -> true))));
    }

    @Test // C12
    void thoseWhoWaitOnAConditionOfABrokenLockAreToldToo() {
        VirtualTime.run(script().then(v -> {
            Task<?> waiter = spawn(script().await(lock.lock()).await(condition.waitForSignal()));
            Task<?> dying = spawn(script().await(lock.lock()).await(sleep(SECOND)));
            return script().await(yieldNow())
                    .then(w -> spawn(script().await(lock.lock()).rescue(log::add)))
                    .await(waiter)
                    .rescue(log::add)
                    .await(dying);
        }));
        assertEquals(2, log.size());
        log.forEach(e -> assertInstanceOf(BrokenLockException.class, e));
    }
}
