// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.Registration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromiseTest {

    private final List<Object> log = new ArrayList<>();

    // F01
    @Test
    void isCompletedOnce() {
        Promise<String> promise = new Promise<>();
        assertFalse(promise.isDone());
        assertThrows(IllegalStateException.class, promise::resultNow);
        assertTrue(promise.complete("first"));
        assertFalse(promise.complete("second"));
        assertFalse(promise.fail(new IOException()));
        assertEquals("first", promise.resultNow());
        assertEquals("Promise[done: first]", promise.toString());
    }

    @Test
    void throwsItsFailureItself() {
        IOException failure = new IOException("x");
        Promise<String> promise = Promise.failed(failure);
        assertSame(failure, assertThrows(IOException.class, promise::resultNow));
        assertEquals("Promise[failed: java.io.IOException: x]", promise.toString());
        assertThrows(NullPointerException.class, () -> new Promise<>().fail(null));
    }

    // F06
    @Test
    void callsBackEachOnceInOrderAndAtOnceIfDone() {
        Promise<String> promise = new Promise<>();
        for (int i = 0; i < 4; i++) {
            int n = i;
            var unused = promise.onDone(() -> log.add(n));
        }
        promise.complete("x");
        var unused = promise.onDone(() -> log.add("late"));
        assertEquals(List.of(0, 1, 2, 3, "late"), log);
    }

    @Test
    void aDetachedCallbackIsNotCalledAndTheOthersAre() {
        for (int detached = 0; detached < 4; detached++) {
            log.clear();
            Promise<String> promise = new Promise<>();
            List<Registration> registrations = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int n = i;
                registrations.add(promise.onDone(() -> log.add(n)));
            }
            registrations.get(detached).detach();
            registrations.get(detached).detach();
            promise.complete("x");
            List<Object> expected = new ArrayList<>(List.of(0, 1, 2, 3));
            expected.remove(detached);
            assertEquals(expected, log);
        }
    }
}
