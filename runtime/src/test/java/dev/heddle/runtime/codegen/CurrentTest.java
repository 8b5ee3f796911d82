// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.heddle.runtime.Scheduler;
import java.util.ArrayDeque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CurrentTest {

    private static final int MANY = 10_000;

    @AfterEach
    void leaveNothing() {
        Current.get().dispatcher = null;
    }

    private static Current afterManySteps() {
        Current current = Current.get();
        for (int i = 0; i < MANY; i++) {
            current = Current.forStep();
        }
        return current;
    }

    @Test
    void aThreadOfAPoolGetsANewOneInTime() {
        Current before = Current.get();
        before.bounced = new ArrayDeque<>();
        Current after = afterManySteps();
        assertNotSame(before, after);
        assertSame(after, Current.get());
        assertSame(before.bounced, after.bounced);
    }

    @Test
    void whatIsInUseStays() {
        Current before = Current.get();
        before.dispatcher = Scheduler.over(Runnable::run);
        assertSame(before, afterManySteps());
        before.dispatcher = null;
        before.bouncing = true;
        assertSame(before, afterManySteps());
        before.bouncing = false;
        before.nested = 1;
        assertSame(before, afterManySteps());
        before.nested = 0;
        assertNotSame(before, afterManySteps());
    }
}
