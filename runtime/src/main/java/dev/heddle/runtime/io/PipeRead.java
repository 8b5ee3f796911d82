// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.net.LimitExceededException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What reads from a pipe: it takes what a thread has fetched, or waits until it has fetched something. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.io.AsyncProcess",
        method = "readOutput",
        descriptor = "(Ljava/nio/ByteBuffer;)Ldev/heddle/Coroutine;",
        file = "AsyncProcess.java",
        lines = {},
        awaits = {},
        kept = {})
abstract class PipeRead<T extends @Nullable Object> extends Frame<T> {

    private static final int AWAITED = CLAIMED - 1;

    /** What {@link #take} gives when it has to wait. */
    static final Object AGAIN = new Object();

    final ProcessPipe.Output pipe;

    private PipeRead(ProcessPipe.Output pipe) {
        this.pipe = pipe;
    }

    /** Takes what is wanted, or says {@link #AGAIN}. */
    abstract @Nullable Object take() throws LimitExceededException;

    /** How many bytes there are that are not enough. */
    abstract int tooFew();

    @Override
    protected final @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        boolean starts = state == CLAIMED;
        state = RUNNING;
        if (starts) {
            pipe.begin(strand);
        }
        boolean suspended = false;
        try {
            if (!starts) {
                var unused = Awaits.resumed(strand);
            }
            Object taken = take();
            // What was being fetched for a read that was cancelled may be all there is.
            while (taken == AGAIN) {
                if (Awaits.await(pipe.fetch(tooFew()), strand, room) == Awaits.SUSPENDED) {
                    suspended = true;
                    return suspend(strand, AWAITED);
                }
                taken = take();
            }
            return taken;
        } finally {
            if (!suspended) {
                pipe.end();
            }
        }
    }

    /** The coroutine of {@link AsyncProcess#readOutput} and {@link AsyncProcess#readErrors}. */
    static final class Some extends PipeRead<Integer> {

        private final ByteBuffer target;

        Some(ProcessPipe.Output pipe, ByteBuffer target) {
            super(pipe);
            this.target = target;
        }

        @Override
        Object take() {
            int count = target.hasRemaining() ? pipe.arrived.take(target) : 0;
            return count == 0 && target.hasRemaining() ? AGAIN : (Object) count;
        }

        @Override
        int tooFew() {
            return 0;
        }
    }

    /** The coroutine of {@link AsyncProcess#readOutputLine} and {@link AsyncProcess#readErrorLine}. */
    @FrameTable(
            format = 1,
            type = "dev.heddle.runtime.io.AsyncProcess",
            method = "readOutputLine",
            descriptor = "(I)Ldev/heddle/Coroutine;",
            file = "AsyncProcess.java",
            lines = {},
            awaits = {},
            kept = {})
    static final class Line extends PipeRead<@Nullable String> {

        private final String method;
        private final int limit;
        private int scanned;

        Line(ProcessPipe.Output pipe, String method, int limit) {
            super(pipe);
            this.method = method;
            this.limit = limit;
        }

        @Override
        @Nullable
        Object take() throws LimitExceededException {
            LineSearch search = pipe.arrived.searchLine(scanned, limit);
            scanned = search.scanned();
            return switch (search.kind()) {
                case FOUND -> search.line();
                case NOT_YET -> AGAIN;
                case END -> null;
                case TOO_LONG ->
                    throw new LimitExceededException(
                            "A line that " + pipe.process + " writes is longer than " + limit
                                    + " bytes, and is dropped; " + method + "(limit) sets how long one may be",
                            0);
            };
        }

        @Override
        int tooFew() {
            return scanned;
        }
    }
}
