// SPDX-License-Identifier: Apache-2.0
package dev.heddle.conformance;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.Coroutine.result;
import static dev.heddle.runtime.Tasks.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.heddle.Async;
import dev.heddle.AsyncCloseable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Promise;
import dev.heddle.runtime.TaskScope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Resources learn whether they are closed for a failure, in whatever form the source closes them. */
class ClosingTest {

    private static final IllegalStateException BAD = new IllegalStateException("bad");

    private final List<String> log = new ArrayList<>();

    private final class Transaction implements AsyncCloseable {

        private final String name;

        Transaction(String name) {
            this.name = name;
        }

        @Async
        @Override
        public Coroutine<@Nullable Void> closeAsync() {
            await(yieldNow());
            log.add(name + " commits");
            return done();
        }

        @Async
        @Override
        public Coroutine<@Nullable Void> closeAsync(Throwable failure) {
            await(yieldNow());
            log.add(name + " rolls back: " + failure.getMessage());
            return done();
        }
    }

    @Async
    private static Coroutine<Integer> failing() {
        await(yieldNow());
        throw BAD;
    }

    @Async
    private Coroutine<Integer> nested(boolean fails) {
        try (Transaction outer = new Transaction("outer");
                Transaction inner = new Transaction("inner")) {
            return result(fails ? await(failing()) : 1);
        }
    }

    @Test
    void resourcesOfATryCommitWhenItEndsWell() {
        assertEquals(1, EventLoop.run(nested(false)));
        assertEquals(List.of("inner commits", "outer commits"), log);
    }

    @Test
    void resourcesOfATryRollBackWhenItFails() {
        assertSame(BAD, assertThrows(IllegalStateException.class, () -> EventLoop.run(nested(true))));
        assertEquals(List.of("inner rolls back: bad", "outer rolls back: bad"), log);
    }

    @Async
    private Coroutine<Integer> leftByBreak() {
        try (Transaction outer = new Transaction("outer")) {
            for (int i = 0; ; i++) {
                try (Transaction inner = new Transaction("inner")) {
                    if (i == 0) {
                        break;
                    }
                }
            }
            return result(await(failing()));
        } catch (IllegalStateException e) {
            return result(2);
        }
    }

    @Test
    void aBreakIsNoFailure() {
        assertEquals(2, EventLoop.run(leftByBreak()));
        assertEquals(List.of("inner commits", "outer rolls back: bad"), log);
    }

    @Async
    private Coroutine<Integer> closedInFinally(boolean fails) {
        Transaction transaction = new Transaction("it");
        try {
            return result(fails ? await(failing()) : 1);
        } finally {
            transaction.close();
        }
    }

    @Test
    void finallyClosesForAFailureToo() {
        assertEquals(1, EventLoop.run(closedInFinally(false)));
        assertThrows(IllegalStateException.class, () -> EventLoop.run(closedInFinally(true)));
        assertEquals(List.of("it commits", "it rolls back: bad"), log);
    }

    @Async
    private Coroutine<Integer> closedByHand() {
        Transaction transaction = new Transaction("it");
        try {
            return result(await(failing()));
        } catch (IllegalStateException e) {
            transaction.close();
            throw e;
        }
    }

    @Test
    void aHandlerThatClosesAndThrowsAgainClosesForAFailure() {
        assertThrows(IllegalStateException.class, () -> EventLoop.run(closedByHand()));
        assertEquals(List.of("it rolls back: bad"), log);
    }

    @Async
    private Coroutine<@Nullable Void> forEver() {
        try {
            await(new Promise<Void>());
        } finally {
            log.add("stopped");
        }
        return done();
    }

    @Async
    private Coroutine<Integer> scoped() {
        try (TaskScope scope = TaskScope.open()) {
            scope.spawn(forEver());
            await(yieldNow());
            return result(await(failing()));
        }
    }

    @Test
    void aFailingBodyCancelsTheTasksOfItsScope() {
        assertSame(BAD, assertThrows(IllegalStateException.class, () -> EventLoop.run(scoped())));
        assertEquals(List.of("stopped"), log);
    }
}
