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

    /** How long it may take; null without end. */
    final @Nullable Duration limit;

    /** What is awaited: a {@link Start}, or what the user has given, which needs no object around it. */
    private final Object body;

    /** Null until the coroutine starts. */
    private @Nullable CancelScope scope;

    InScope(@Nullable Duration limit, Start<T> body) {
        this.limit = limit;
        this.body = body;
    }

    InScope(@Nullable Duration limit, Awaitable<? extends T> body) {
        this.limit = limit;
        this.body = body;
    }

    /** Makes what the scope runs. A deferred will do as well as a coroutine. */
    @FunctionalInterface
    interface Start<T extends @Nullable Object> {
        Awaitable<? extends T> start(CancelScope scope) throws Exception;
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
            if (!(body instanceof Start)) {
                Origins.givenUp((Awaitable<?>) body);
            }
            return cancelled(new CancellationException("Nothing was started: there was no time for it"));
        }
        CancelScope entered = scope;
        state = RUNNING;
        Object value;
        try {
            if (entered == null) {
                value = Awaits.await(started((Task<?>) strand), strand, room);
            } else {
                value = Awaits.resumed(strand);
            }
        } catch (Throwable failure) {
            if (leave() && failure instanceof CancellationException cancellation) {
                return cancelled(cancellation);
            }
            throw failure;
        }
        if (value == Awaits.SUSPENDED) {
            return suspend(strand, AWAITED);
        }
        var unused = leave();
        return value;
    }

    @SuppressWarnings("unchecked") // one of the constructors has set it
    private Awaitable<? extends T> started(Task<?> task) throws Exception {
        CancelScope entered = CancelScope.enter(task, limit);
        scope = entered;
        // First the class: on JDK 17 an interface that is not there is long looked for.
        return !(body instanceof Frame) && body instanceof Start<?> start
                ? (Awaitable<? extends T>) start.start(entered)
                : (Awaitable<? extends T>) body;
    }

    private boolean leave() {
        return Objects.requireNonNull(scope).leave();
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
            super(limit, (Start<T>) Objects.requireNonNull(body, "body")::apply);
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

        WithTimeout(Duration length, Start<T> body) {
            super(Objects.requireNonNull(length, "timeout"), body);
        }

        WithTimeout(Duration length, Awaitable<? extends T> body) {
            super(Objects.requireNonNull(length, "timeout"), body);
        }

        @Override
        T cancelled(CancellationException cancellation) throws TimeoutException {
            TimeoutException timeout = new TimeoutException("Timed out after " + limit);
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

        TimeoutOrElse(Duration length, Awaitable<? extends T> body, T fallback) {
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
