// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.AsyncCallable;
import dev.heddle.Awaitable;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes frames of what can be spawned, which a task then starts with. */
final class Roots {

    private Roots() {}

    /** A claimed frame that gives what the awaitable gives: the coroutine's own, if it is one. */
    static <T extends @Nullable Object> Frame<T> of(Awaitable<? extends T> awaitable) {
        Objects.requireNonNull(awaitable, "awaitable");
        Frame<T> frame = awaitable instanceof Frame<?> coroutine ? as(coroutine) : Awaited.of(awaitable);
        frame.claim();
        return frame;
    }

    /** A claimed frame that makes its coroutine when it starts. */
    static <T extends @Nullable Object> Frame<T> of(AsyncCallable<? extends T> callable) {
        Frame<T> frame = Called.of(callable);
        frame.claim();
        return frame;
    }

    @SuppressWarnings("unchecked") // a coroutine only gives values, so one of a subtype will do
    private static <T extends @Nullable Object> Frame<T> as(Frame<?> frame) {
        return (Frame<T>) frame;
    }

    /** Awaits something that is not a coroutine of a frame: a deferred, or a completed coroutine. */
    private static final class Awaited<T extends @Nullable Object> extends Frame<T> {

        private final Awaitable<? extends T> awaitable;

        private Awaited(Awaitable<? extends T> awaitable) {
            this.awaitable = awaitable;
        }

        static <T extends @Nullable Object> Frame<T> of(Awaitable<? extends T> awaitable) {
            return new Awaited<>(awaitable);
        }

        @Override
        protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
            state = RUNNING;
            return Awaits.await(awaitable, strand, room);
        }
    }

    /** The coroutine of {@link Tasks#defer}: calls, and awaits what it gets in tail position: while that waits, this frame is gone. */
    @FrameTable(
            format = 1,
            type = "dev.heddle.runtime.Tasks",
            method = "defer",
            descriptor = "(Ldev/heddle/AsyncCallable;)Ldev/heddle/Coroutine;",
            file = "Tasks.java",
            lines = {},
            awaits = {},
            kept = {})
    static final class Called<T extends @Nullable Object> extends Frame<T> {

        private final AsyncCallable<? extends T> callable;

        private Called(AsyncCallable<? extends T> callable) {
            this.callable = Objects.requireNonNull(callable, "callable");
        }

        static <T extends @Nullable Object> Frame<T> of(AsyncCallable<? extends T> callable) {
            return new Called<>(callable);
        }

        @Override
        protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
            state = RUNNING;
            return Awaits.await(callable.call(), strand, room);
        }
    }
}
