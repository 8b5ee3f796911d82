// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.testing;

import dev.heddle.AsyncCallable;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The coroutine around a test: runs it, lets others that are ready come to their ends, and fails if there are tasks left then. */
final class TestRun<T extends @Nullable Object> extends Frame<T> {

    private static final int TESTING = CLAIMED - 1;
    private static final int SETTLING = CLAIMED - 2;

    /** So many steps the others have to end: a task that was cancelled at the end of the test may still have cleanup to do. */
    private static final int STEPS = 100;

    private final AsyncCallable<? extends T> test;
    private @Nullable Object value;
    private int steps;

    TestRun(AsyncCallable<? extends T> test) {
        this.test = test;
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        int before = state;
        state = RUNNING;
        if (before == SETTLING) {
            var unused = Awaits.resumed(strand);
        } else {
            Object outcome = before == CLAIMED ? Awaits.await(test.call(), strand, room) : Awaits.resumed(strand);
            if (outcome == Awaits.SUSPENDED) {
                return suspend(strand, TESTING);
            }
            value = outcome;
        }
        while (steps++ < STEPS && !left().isEmpty()) {
            if (Awaits.await(Tasks.yieldNow(), strand, room) == Awaits.SUSPENDED) {
                return suspend(strand, SETTLING);
            }
        }
        refuseLeaks();
        return value;
    }

    private static List<Task<?>> left() {
        List<Task<?>> tasks = new ArrayList<>(EventLoop.current().tasks());
        tasks.remove(Task.current());
        return tasks;
    }

    private static void refuseLeaks() {
        StringBuilder text = new StringBuilder();
        for (Task<?> task : left()) {
            text.append("\n  ").append(task.name());
            for (StackTraceElement place : task.asyncStack()) {
                text.append("\n    at async ").append(place);
            }
        }
        if (!text.isEmpty()) {
            throw new AssertionError("The test has ended, but these tasks have not:" + text);
        }
    }
}
