// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.AsyncCallable;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The coroutine of {@link Tasks#retry}.
 *
 * <pre>
 *   TRYING -- a value ------------------> ends
 *      ^ |--- a failure, no attempts ---> fails
 *      | v
 *   PAUSING
 * </pre>
 */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.Tasks",
        method = "retry",
        descriptor = "(Ldev/heddle/runtime/RetryPolicy;Ldev/heddle/AsyncCallable;)Ldev/heddle/Coroutine;",
        file = "Tasks.java",
        lines = {},
        awaits = {},
        kept = {})
final class Retry<T extends @Nullable Object> extends Frame<T> {

    private static final int TRYING = CLAIMED - 1;
    private static final int PAUSING = CLAIMED - 2;

    private final RetryPolicy policy;
    private final AsyncCallable<? extends T> callable;
    private final List<Throwable> earlier = new ArrayList<>(0);

    Retry(RetryPolicy policy, AsyncCallable<? extends T> callable) {
        this.policy = Objects.requireNonNull(policy, "policy");
        this.callable = Objects.requireNonNull(callable, "callable");
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        int before = state;
        state = RUNNING;
        try {
            Object value = null;
            if (before != CLAIMED) {
                value = Awaits.resumed(strand);
            }
            if (before == TRYING) {
                return value;
            }
        } catch (Throwable failure) {
            if (before == PAUSING) {
                throw withEarlier(failure);
            }
            if (!pauses(strand, room, failure)) {
                return suspend(strand, PAUSING);
            }
        }
        return tryOn(strand, room);
    }

    private @Nullable Object tryOn(Strand<?> strand, int room) throws Throwable {
        for (; ; ) {
            try {
                Object value = Awaits.await(callable.call(), strand, room);
                return value == Awaits.SUSPENDED ? suspend(strand, TRYING) : value;
            } catch (Throwable failure) {
                if (!pauses(strand, room, failure)) {
                    return suspend(strand, PAUSING);
                }
            }
        }
    }

    /** Waits before the next attempt, or throws if there is none. Says false if the wait has only begun. */
    private boolean pauses(Strand<?> strand, int room, Throwable failure) throws Throwable {
        int made = earlier.size() + 1;
        boolean cancelled = failure instanceof CancellationException && ((Task<?>) strand).isInCancelledScope();
        if (cancelled || !policy.allows(made, failure)) {
            throw withEarlier(failure);
        }
        earlier.add(failure);
        var pause = Tasks.sleep(
                policy.delayAfter(made, () -> ThreadLocalRandom.current().nextDouble()));
        return Awaits.await(pause, strand, room) != Awaits.SUSPENDED;
    }

    private Throwable withEarlier(Throwable last) {
        for (Throwable failure : earlier) {
            var unused = Failures.suppress(last, failure);
        }
        return last;
    }
}
