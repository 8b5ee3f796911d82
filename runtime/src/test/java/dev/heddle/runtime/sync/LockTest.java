// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Script;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class LockTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Lock lock = new Lock();
    private final List<Object> log = new ArrayList<>();

    /** Says its name when it has the lock, and holds it for a second. */
    private Script holder(Object name) {
        return script().await(lock.lock())
                .then(held -> script().run(() -> log.add(name))
                        .await(sleep(SECOND))
                        .lastly(v -> {
                            ((Lock.Held) held).close();
                            return v;
                        }));
    }

    @Test // M01
    void waitersAreServedFirstComeFirstServed() {
        VirtualTime.run(script().run(() -> {
                    for (int i = 0; i < 5; i++) {
                        var unused = spawn(holder(i));
                    }
                })
                .await(sleep(SECOND.multipliedBy(10))));
        assertEquals(List.of(0, 1, 2, 3, 4), log);
        assertEquals("Lock[free]", lock.toString());
    }

    @Test // M02
    void aReleaserThatAcquiresAgainAtOnceQueuesBehindTheWaiter() {
        VirtualTime.run(script().await(lock.lock())
                .then(held -> script().run(() -> spawn(holder("waiter")))
                        .await(yieldNow())
                        .run(() -> {
                            ((Lock.Held) held).close();
                            assertTrue(lock.isLocked());
                            assertNull(lock.tryLock());
                        })
                        .await(lock.lock())
                        .run(() -> log.add("releaser"))));
        assertEquals(List.of("waiter", "releaser"), log);
    }

    @Test // M04
    void releasingALockThatIsFreeFails() {
        VirtualTime.run(script().await(lock.lock()).then(held -> {
            ((Lock.Held) held).close();
            Throwable refused = assertThrows(IllegalStateException.class, ((Lock.Held) held)::close);
            assertTrue(refused.getMessage().contains("Lock[free] was released by"), refused.getMessage());
            return null;
        }));
    }

    @Test
    void onlyTheHolderCanRelease() {
        VirtualTime.run(script().await(lock.lock())
                .then(held -> spawn(script().run(() -> ((Lock.Held) held).close())))
                .rescue(log::add)
                .run(() -> assertTrue(lock.isLocked())));
        assertInstanceOf(IllegalStateException.class, log.get(0));
    }

    @Test
    void aTaskThatWouldWaitForItselfFailsInstead() {
        VirtualTime.run(script().await(lock.lock()).await(lock.lock()).rescue(log::add));
        assertTrue(log.get(0).toString().contains("not re-entrant"), log.toString());
    }

    @Test
    void tryLockTakesOnlyAFreeLock() {
        VirtualTime.run(script().run(() -> {
                    assertFalse(lock.isLocked());
                    assertNotNull(lock.tryLock());
                    assertNull(lock.tryLock());
                })
                .then(v -> spawn(script().run(() -> assertNull(lock.tryLock())))));
    }

    @Test
    void aCancelledWaiterLeavesTheQueueAndTheNextOneGetsTheLock() {
        VirtualTime.run(
                script().run(() -> spawn(holder("first"))).await(yieldNow()).then(v -> {
                    Task<?> second = spawn(holder("second"));
                    var third = spawn(holder("third"));
                    return script().await(yieldNow()).run(second::cancel).await(third);
                }));
        assertEquals(List.of("first", "third"), log);
    }

    @Test // T06, M09 for locks
    void aWaiterThatHasTheLockBeforeItsCancellationKeepsItAndIsCancelledAtTheNextWait() {
        Object[] ended = new Object[1];
        VirtualTime.run(script().await(lock.lock()).then(held -> {
            Task<?> waiter = spawn(holder("waiter"));
            return script().await(yieldNow())
                    .run(() -> {
                        ((Lock.Held) held).close();
                        waiter.cancel();
                    })
                    .await(waiter)
                    .rescue(e -> ended[0] = e);
        }));
        assertEquals(List.of("waiter"), log);
        assertInstanceOf(CancellationException.class, ended[0]);
        assertEquals("Lock[free]", lock.toString());
    }

    @Test // C12
    void aHolderThatEndsWithoutReleasingBreaksTheLockForAll() {
        VirtualTime.run(script().then(v -> {
                    var unusedHolder = spawn(script().await(lock.lock()).await(sleep(SECOND)));
                    return yieldNow();
                })
                .then(v -> spawn(script().await(lock.lock()).rescue(log::add)))
                .await(lock.lock())
                .rescue(log::add)
                .run(() -> log.add(assertThrows(BrokenLockException.class, lock::tryLock))));
        assertEquals(3, log.size());
        log.forEach(e -> assertInstanceOf(BrokenLockException.class, e));
    }

    @Test // C12
    void aLockThatWasHandedOnIsWatchedAsWell() {
        VirtualTime.run(script().run(() -> spawn(holder("first")))
                .await(yieldNow())
                .run(() -> spawn(script().await(lock.lock()).await(sleep(SECOND))))
                .await(yieldNow())
                .await(lock.lock())
                .rescue(log::add));
        assertInstanceOf(BrokenLockException.class, log.get(1));
    }

    @Test
    void aLockThatIsUsedOnAnotherSchedulerSaysWhoseItIs() {
        VirtualTime.run(script().await(lock.lock()));
        Throwable refused = assertThrows(IllegalStateException.class, () -> EventLoop.run(script().await(lock.lock())));
        assertTrue(refused.getMessage().contains("belongs to EventLoop[virtual-time]"), refused.getMessage());
        refused = assertThrows(IllegalStateException.class, () -> VirtualTime.run(script().await(lock.lock())));
        assertTrue(refused.getMessage().contains("another one of that name"), refused.getMessage());
        refused = assertThrows(IllegalStateException.class, lock::tryLock);
        assertTrue(refused.getMessage().contains("a thread that runs no scheduler"), refused.getMessage());
    }

    @Test
    void theFailureOfAHolderThatOthersWaitForIsStillReportedIfNobodyHearsOfIt() {
        try (VirtualTime time = new VirtualTime((task, failure) -> log.add(failure.getMessage()))) {
            time.loop()
                    .runUntilDone(script().run(() -> spawn(script().await(lock.lock())
                                    .await(sleep(SECOND))
                                    .then(v -> {
                                        throw new IllegalArgumentException("unheard");
                                    })))
                            .await(yieldNow())
                            .await(lock.lock())
                            .rescue(e -> null));
        }
        assertEquals(List.of("unheard"), log);
    }
}
