// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.AsyncCallable;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The coroutine of {@link Scheduler#call}: a task of another scheduler, and the wait for it.
 *
 * <pre>
 *   spawn there --> it has ended: its outcome
 *     WAITING
 *        |
 *        +--- cancelled --> cancel it --> it has ended: its outcome, or the cancellation
 *                             ENDING
 * </pre>
 */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.Scheduler",
        method = "call",
        descriptor = "(Ldev/heddle/AsyncCallable;)Ldev/heddle/Coroutine;",
        file = "Scheduler.java",
        lines = {},
        awaits = {},
        kept = {})
final class ElsewhereCall<T extends @Nullable Object> extends Frame<T> {

    private static final int WAITING = CLAIMED - 1;
    private static final int ENDING = CLAIMED - 2;

    private final Scheduler scheduler;
    private final @Nullable String name;
    private final AsyncCallable<T> callable;
    private @Nullable Task<T> task;
    private @Nullable Throwable cancellation;

    ElsewhereCall(Scheduler scheduler, @Nullable String name, AsyncCallable<T> callable) {
        this.scheduler = scheduler;
        this.name = name;
        this.callable = callable;
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        int before = state;
        state = RUNNING;
        if (before == ENDING) {
            var unused = Awaits.resumed(strand);
            return outcome();
        }
        try {
            Object value = before == CLAIMED ? Awaits.await(spawned(), strand, room) : Awaits.resumed(strand);
            return value == Awaits.SUSPENDED ? suspend(strand, WAITING) : value;
        } catch (Throwable thrown) {
            Task<T> started = task;
            if (started == null || started.peekException() == thrown) {
                throw thrown;
            }
            cancellation = thrown;
            boolean runs = started.cancel("Whoever called waits no more: " + thrown);
            if (runs && Awaits.await(Awaits.shielded(new Drain(List.of(started))), strand, room) == Awaits.SUSPENDED) {
                return suspend(strand, ENDING);
            }
            return outcome();
        }
    }

    private Task<T> spawned() {
        Task<T> started = name == null ? scheduler.spawn(callable) : scheduler.spawn(name, callable);
        task = started;
        return started;
    }

    /** After a cancellation. A value that was made nevertheless is not lost: the cancellation strikes at the next await. */
    private @Nullable Object outcome() throws Throwable {
        Task<T> ended = Objects.requireNonNull(task);
        Throwable thrown = Objects.requireNonNull(cancellation);
        Throwable failure = ended.peekException();
        if (failure == null) {
            return ended.resultNow();
        }
        if (ended.isFailed() && Failures.suppress(thrown, failure)) {
            Failures.hear(ended);
        }
        throw thrown;
    }

    @Override
    public String toString() {
        return "Coroutine[" + scheduler + ".call]";
    }
}
