// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.AsyncCallable;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link SocketStream#moveTo}. What the stream holds goes to the other thread, and comes back, with what is sent to start the task, and that it has ended. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.net.SocketStream",
        method = "moveTo",
        descriptor = "(Ldev/heddle/runtime/EventLoop;Ldev/heddle/AsyncCallable;)Ldev/heddle/Coroutine;",
        file = "SocketStream.java",
        lines = {},
        awaits = {},
        kept = {})
final class Moved<T extends @Nullable Object> extends Frame<T> {

    private static final int AWAITED = CLAIMED - 1;

    private final SocketStream stream;
    private final EventLoop loop;
    private final AsyncCallable<T> use;

    Moved(SocketStream stream, EventLoop loop, AsyncCallable<T> use) {
        this.stream = stream;
        this.loop = loop;
        this.use = use;
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        boolean starts = state == CLAIMED;
        state = RUNNING;
        if (!starts) {
            return Awaits.resumed(strand);
        }
        stream.refuseIfBusy(", which can't be moved meanwhile");
        stream.release();
        String name = ((Task<?>) strand).name();
        Object value = Awaits.await(loop.call(name, () -> new There<>(stream, use)), strand, room);
        return value == Awaits.SUSPENDED ? suspend(strand, AWAITED) : value;
    }

    /** What runs on the other loop. */
    private static final class There<T extends @Nullable Object> extends Frame<T> {

        private final SocketStream stream;
        private final AsyncCallable<T> use;

        There(SocketStream stream, AsyncCallable<T> use) {
            this.stream = stream;
            this.use = use;
        }

        @Override
        protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
            boolean starts = state == CLAIMED;
            state = RUNNING;
            try {
                Object value = starts ? Awaits.await(use.call(), strand, room) : Awaits.resumed(strand);
                return value == Awaits.SUSPENDED ? suspend(strand, AWAITED) : value;
            } finally {
                if (state == RUNNING) {
                    stream.release();
                }
            }
        }
    }
}
