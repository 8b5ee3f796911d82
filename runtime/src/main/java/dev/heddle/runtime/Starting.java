// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link TaskScope#start}. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.TaskScope",
        method = "start",
        descriptor = "(Ldev/heddle/runtime/TaskScope$Starter;)Ldev/heddle/Coroutine;",
        file = "TaskScope.java",
        lines = {},
        awaits = {},
        kept = {})
final class Starting<V extends @Nullable Object> extends Frame<V> {

    private static final int WAITING = CLAIMED - 1;
    private static final int DRAINING = CLAIMED - 2;

    private final TaskScope scope;
    private final TaskScope.Starter<V> body;
    private final Promise<V> ready = new Promise<>();
    private @Nullable Task<?> task;
    private @Nullable Throwable failure;

    Starting(TaskScope scope, TaskScope.Starter<V> body) {
        this.scope = scope;
        this.body = body;
    }

    /** Fails a promise that a task should have completed before it ended. Says false if it has done so. */
    static boolean endedEarly(Promise<?> ready, Task<?> task) {
        if (ready.isDone()) {
            return false;
        }
        Throwable thrown = task.peekException();
        boolean failed = ready.fail(
                thrown != null ? thrown : new IllegalStateException(task.name() + " has ended before it was ready"));
        if (failed) {
            var unused = task.hearOutcome();
        }
        return failed;
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        int before = state;
        state = RUNNING;
        if (before == DRAINING) {
            throw drained();
        }
        Object value;
        try {
            if (before == CLAIMED) {
                scope.refuseIfClosed();
                Task<?> starting = scope.added(Roots.<Object>of(() -> coroutine()), null, ready);
                task = starting;
                starting.scheduler().launch(starting);
                value = Awaits.await(ready, strand, room);
            } else {
                value = Awaits.resumed(strand);
            }
        } catch (Throwable thrown) {
            return givenUp(thrown, strand, room);
        }
        return value == Awaits.SUSPENDED ? suspend(strand, WAITING) : value;
    }

    @SuppressWarnings("unchecked") // a coroutine only gives values, so one of anything will do
    private Coroutine<Object> coroutine() throws Exception {
        return (Coroutine<Object>) body.apply(ready);
    }

    private @Nullable Object givenUp(Throwable thrown, Strand<?> strand, int room) throws Throwable {
        Task<?> started = task;
        if (started == null || started.isDone()) {
            throw thrown;
        }
        failure = thrown;
        var unused = started.cancel("Whoever started the task does not wait for it any more: " + thrown);
        Object value = Awaits.await(Awaits.shielded(new Drain(List.of(started))), strand, room);
        if (value == Awaits.SUSPENDED) {
            return suspend(strand, DRAINING);
        }
        throw drained();
    }

    private Throwable drained() {
        Throwable first = Objects.requireNonNull(failure);
        Task<?> started = Objects.requireNonNull(task);
        if (started.isFailed() && Failures.suppress(first, Objects.requireNonNull(started.peekException()))) {
            var unused = started.hearOutcome();
        }
        return first;
    }
}
