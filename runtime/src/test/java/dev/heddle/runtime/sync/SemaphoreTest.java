// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import static dev.heddle.runtime.Script.script;
import static dev.heddle.runtime.Tasks.sleep;
import static dev.heddle.runtime.Tasks.spawn;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.Script;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SemaphoreTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<Object> log = new ArrayList<>();

    private Script user(Semaphore semaphore, Object name) {
        return script().await(semaphore.acquire())
                .then(permit -> script().run(() -> log.add(name))
                        .await(sleep(SECOND))
                        .lastly(v -> {
                            ((Semaphore.Permit) permit).close();
                            return v;
                        }));
    }

    @Test
    void asManyTasksAsThereArePermitsGoOnAtATime() {
        Semaphore semaphore = Semaphore.bounded(2);
        VirtualTime.run(script().run(() -> {
                    for (int i = 0; i < 5; i++) {
                        var unused = spawn(user(semaphore, i));
                    }
                })
                .await(yieldNow())
                .run(() -> assertEquals(List.of(0, 1), log))
                .await(sleep(SECOND.plusMillis(1)))
                .run(() -> assertEquals(List.of(0, 1, 2, 3), log))
                .await(sleep(SECOND.multipliedBy(2)))
                .run(() -> assertEquals(2, semaphore.available())));
        assertEquals(List.of(0, 1, 2, 3, 4), log);
    }

    @Test // M04
    void aBoundedSemaphoreRefusesMorePermitsThanItBeganWithAndAPlainOneTakesThem() {
        VirtualTime.run(script().run(() -> {
            assertThrows(IllegalStateException.class, Semaphore.bounded(1)::release);
            Semaphore plain = new Semaphore(1);
            plain.release();
            assertEquals(2, plain.available());
        }));
    }

    @Test // M09
    void thePermitOfACancelledWaiterGoesToTheNextAndTheCountStaysRight() {
        Semaphore semaphore = Semaphore.bounded(1);
        VirtualTime.run(script().await(semaphore.acquire()).then(permit -> {
            Task<?> first = spawn(user(semaphore, "first"));
            Task<?> second = spawn(user(semaphore, "second"));
            return script().await(yieldNow())
                    .run(first::cancel)
                    .run(semaphore::release)
                    .await(second)
                    .run(() -> assertEquals(1, semaphore.available()));
        }));
        assertEquals(List.of("second"), log);
    }

    @Test // M09, T06
    void aPermitThatWasGrantedBeforeTheCancellationIsNotLost() {
        Semaphore semaphore = Semaphore.bounded(1);
        VirtualTime.run(script().await(semaphore.acquire()).then(permit -> {
            Task<?> first = spawn(user(semaphore, "first"));
            Task<?> second = spawn(user(semaphore, "second"));
            return script().await(yieldNow())
                    .run(semaphore::release)
                    .run(first::cancel)
                    .await(second)
                    .run(() -> assertEquals(1, semaphore.available()));
        }));
        assertEquals(List.of("first", "second"), log);
    }

    @Test // M10
    void aGrantedPermitIsGoneBeforeItsHolderHasRunAndANewcomerQueues() {
        Semaphore semaphore = new Semaphore(1);
        VirtualTime.run(script().await(semaphore.acquire())
                .run(() -> spawn(user(semaphore, "waiter")))
                .await(yieldNow())
                .run(() -> {
                    semaphore.release();
                    assertEquals(0, semaphore.available());
                    assertFalse(semaphore.tryAcquire());
                })
                .await(semaphore.acquire())
                .run(() -> log.add("newcomer")));
        assertEquals(List.of("waiter", "newcomer"), log);
    }

    @Test
    void tryAcquireTakesWhatIsThere() {
        Semaphore semaphore = new Semaphore(1);
        VirtualTime.run(script().run(() -> {
            assertTrue(semaphore.tryAcquire());
            assertFalse(semaphore.tryAcquire());
        }));
        assertThrows(IllegalArgumentException.class, () -> new Semaphore(-1));
    }

    @Test
    void severalPermitsAreAcquiredAtOnceOrNotAtAll() {
        Semaphore semaphore = Semaphore.bounded(3);
        VirtualTime.run(script().then(v -> semaphore.acquire(2)).then(held -> {
            log.add(semaphore.available());
            var waiting = spawn(script().then(v -> semaphore.acquire(3)).run(() -> log.add("three")));
            return script().await(yieldNow())
                    .run(() -> log.add(semaphore.available()))
                    .run(() -> log.add(semaphore.tryAcquire()))
                    .run(((Semaphore.Permit) held)::close)
                    .await(waiting)
                    .run(() -> log.add(semaphore.available()));
        }));
        assertEquals(List.of(1, 1, false, "three", 0), log);
    }

    @Test
    void nobodyOvertakesWhoWaitsForManyAndWhenHeLeavesTheNextAreServed() {
        Semaphore semaphore = new Semaphore(2);
        VirtualTime.run(script().then(v -> {
            Task<Object> many = spawn(script().then(w -> semaphore.acquire(5)).run(() -> log.add("never")));
            Task<Object> first = spawn(script().then(w -> semaphore.acquire()).run(() -> log.add("first")));
            Task<Object> second = spawn(script().then(w -> semaphore.acquire(1)).run(() -> log.add("second")));
            Task<Object> third = spawn(script().then(w -> semaphore.acquire(2)).run(() -> log.add("third")));
            return script().await(yieldNow())
                    .await(yieldNow())
                    .run(() -> assertEquals(List.of(), log))
                    .run(many::cancel)
                    .await(Tasks.gather(first, second))
                    .run(() -> log.add(third.isDone()))
                    .run(() -> semaphore.release(2))
                    .await(third);
        }));
        assertEquals(List.of("first", "second", false, "third"), log);
    }

    @Test
    void aReleaseOfManyServesAsManyAsItSuffices() {
        Semaphore semaphore = new Semaphore(0);
        VirtualTime.run(script().then(v -> {
            for (int wanted : new int[] {2, 1, 3}) {
                var unused = spawn(script().then(w -> semaphore.acquire(wanted)).run(() -> log.add(wanted)));
            }
            return script().await(yieldNow())
                    .run(() -> semaphore.release(5))
                    .await(yieldNow())
                    .run(() -> log.add(semaphore.available()))
                    .run(() -> semaphore.release(1))
                    .await(yieldNow());
        }));
        assertEquals(List.of(2, 1, 2, 3), log);
    }

    @Test
    void moreThanThereCanEverBeAreRefused() {
        Semaphore bounded = Semaphore.bounded(2);
        assertThrows(IllegalArgumentException.class, () -> bounded.acquire(3));
        assertThrows(IllegalArgumentException.class, () -> bounded.acquire(0));
        assertThrows(IllegalArgumentException.class, () -> bounded.release(0));
        VirtualTime.run(script().run(() -> {
            assertTrue(bounded.tryAcquire(2));
            bounded.release();
            assertThrows(IllegalStateException.class, () -> bounded.release(2));
            assertEquals(1, bounded.available());
        }));
    }
}
