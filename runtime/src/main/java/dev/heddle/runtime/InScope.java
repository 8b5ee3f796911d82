// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.Awaitable;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Origins;
import dev.heddle.runtime.codegen.Strand;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs a coroutine in a {@link CancelScope}. What it means that the scope was cancelled is for the subclasses to say. */
abstract class InScope<T extends @Nullable Object> extends Frame<T> {

    private static final int AWAITED = CLAIMED - 1;

    private final @Nullable Duration limit;
    private final Start<T> body;
    private final CancelScope scope = new CancelScope();

    InScope(@Nullable Duration limit, Start<T> body) {
        this.limit = limit;
        this.body = body;
    }

    /** Makes what the scope runs. A deferred will do as well as a coroutine. */
    @FunctionalInterface
    interface Start<T extends @Nullable Object> {
        Awaitable<? extends T> start(CancelScope scope) throws Exception;

        /** Called instead, if there is no time for it. */
        default void drop() {}
    }

    static <T extends @Nullable Object> Start<T> given(Awaitable<? extends T> awaitable) {
        return new Given<>(awaitable);
    }

    /** What exists already. */
    private record Given<T extends @Nullable Object>(Awaitable<? extends T> awaitable) implements Start<T> {

        @Override
        public Awaitable<? extends T> start(CancelScope scope) {
            return awaitable;
        }

        @Override
        public void drop() {
            Origins.givenUp(awaitable);
        }
    }

    /** What the coroutine gives, or throws, when the scope has swallowed its cancellation. */
    abstract @Nullable T cancelled(CancellationException cancellation) throws Throwable;

    /** Whether anything is started when there is no time for it. */
    boolean startsWithoutTime() {
        return false;
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        if (state == CLAIMED && hasNoTime() && !startsWithoutTime()) {
            body.drop();
            return cancelled(new CancellationException("Nothing was started: there was no time for it"));
        }
        Task<?> task = (Task<?>) strand;
        Object value;
        try {
            if (state == CLAIMED) {
                state = RUNNING;
                scope.enter(task, limit);
                value = Awaits.await(body.start(scope), strand, room);
            } else {
                state = RUNNING;
                value = Awaits.resumed(strand);
            }
        } catch (Throwable failure) {
            if (scope.leave(task) && failure instanceof CancellationException cancellation) {
                return cancelled(cancellation);
            }
            throw failure;
        }
        if (value == Awaits.SUSPENDED) {
            return suspend(strand, AWAITED);
        }
        var unused = scope.leave(task);
        return value;
    }

    private boolean hasNoTime() {
        return limit != null && (limit.isZero() || limit.isNegative());
    }

    /** Throws what went wrong in the course of a cancellation that is swallowed. */
    static void rethrowWhatIsBehind(CancellationException cancellation) throws Throwable {
        Throwable failure = Failures.behind(cancellation);
        if (failure != null) {
            throw failure;
        }
    }

    @FrameTable(
            format = 1,
            type = "dev.heddle.runtime.CancelScope",
            method = "run",
            descriptor = "(Ldev/heddle/runtime/AsyncFunction;)Ldev/heddle/Coroutine;",
            file = "CancelScope.java",
            lines = {},
            awaits = {},
            kept = {})
    static final class Run<T extends @Nullable Object> extends InScope<@Nullable T> {

        Run(@Nullable Duration limit, AsyncFunction<? super CancelScope, ? extends T> body) {
            super(limit, Objects.requireNonNull(body, "body")::apply);
        }

        @Override
        boolean startsWithoutTime() {
            return true;
        }

        @Override
        @Nullable
        T cancelled(CancellationException cancellation) throws Throwable {
            rethrowWhatIsBehind(cancellation);
            return null;
        }
    }

    @FrameTable(
            format = 1,
            type = "dev.heddle.runtime.Tasks",
            method = "withTimeout",
            descriptor = "(Ljava/time/Duration;Ldev/heddle/Awaitable;)Ldev/heddle/Coroutine;",
            file = "Tasks.java",
            lines = {},
            awaits = {},
            kept = {})
    static final class WithTimeout<T extends @Nullable Object> extends InScope<T> {

        private final Duration length;

        WithTimeout(Duration length, Start<T> body) {
            super(Objects.requireNonNull(length, "timeout"), body);
            this.length = length;
        }

        @Override
        T cancelled(CancellationException cancellation) throws TimeoutException {
            TimeoutException timeout = new TimeoutException("Timed out after " + length);
            timeout.initCause(cancellation);
            throw timeout;
        }
    }

    @FrameTable(
            format = 1,
            type = "dev.heddle.runtime.Tasks",
            method = "timeoutOrElse",
            descriptor = "(Ljava/time/Duration;Ldev/heddle/Awaitable;Ljava/lang/Object;)Ldev/heddle/Coroutine;",
            file = "Tasks.java",
            lines = {},
            awaits = {},
            kept = {})
    static final class TimeoutOrElse<T extends @Nullable Object> extends InScope<T> {

        private final T fallback;

        TimeoutOrElse(Duration length, Start<T> body, T fallback) {
            super(Objects.requireNonNull(length, "timeout"), body);
            this.fallback = fallback;
        }

        @Override
        T cancelled(CancellationException cancellation) throws Throwable {
            rethrowWhatIsBehind(cancellation);
            return fallback;
        }
    }
}
