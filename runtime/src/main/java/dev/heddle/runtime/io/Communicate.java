// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link AsyncProcess#communicate}: all pipes at once, so that neither side waits for the other for ever. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.io.AsyncProcess",
        method = "communicate",
        descriptor = "([B)Ldev/heddle/Coroutine;",
        file = "AsyncProcess.java",
        lines = {},
        awaits = {},
        kept = {})
final class Communicate extends Frame<AsyncProcess.Result> {

    private static final int AWAITED = CLAIMED - 1;

    private final AsyncProcess process;
    private final byte[] bytes;

    Communicate(AsyncProcess process, byte[] bytes) {
        this.process = process;
        this.bytes = bytes;
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        boolean starts = state == CLAIMED;
        state = RUNNING;
        Object value;
        if (starts) {
            // Whoever watches the cancellation kills the process, and waits for its end. The threads stay with their
            // pipes until those end as well, which is not waited for: what the process has left behind may hold them.
            value = Awaits.await(
                    Tasks.<Object>gather(List.of(
                            process.output().drain(),
                            process.errors().drain(),
                            process.input().feed(bytes),
                            new KillIfCancelled(process))),
                    strand,
                    room);
            if (value == Awaits.SUSPENDED) {
                return suspend(strand, AWAITED);
            }
        } else {
            value = Awaits.resumed(strand);
        }
        return result((List<?>) Objects.requireNonNull(value));
    }

    private static AsyncProcess.Result result(List<?> parts) {
        return new AsyncProcess.Result((Integer) parts.get(3), (ByteBuffer) parts.get(0), (ByteBuffer) parts.get(1));
    }

    /** Waits for the process's end; if that is cancelled, brings it about. */
    private static final class KillIfCancelled extends Frame<Integer> {

        private static final int DYING = AWAITED - 1;

        private final AsyncProcess process;
        private @Nullable Throwable cancelled;

        KillIfCancelled(AsyncProcess process) {
            this.process = process;
        }

        @Override
        protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
            int before = state;
            state = RUNNING;
            if (before == DYING) {
                var unused = Awaits.resumed(strand);
                throw Objects.requireNonNull(cancelled);
            }
            try {
                Object code = before == CLAIMED ? Awaits.await(process.exit(), strand, room) : Awaits.resumed(strand);
                return code == Awaits.SUSPENDED ? suspend(strand, AWAITED) : code;
            } catch (Throwable cancellation) {
                process.killAll();
                cancelled = cancellation;
            }
            // Its pipes may be at their ends before it is.
            if (Awaits.await(process.shieldedExit(), strand, room) == Awaits.SUSPENDED) {
                return suspend(strand, DYING);
            }
            throw cancelled;
        }
    }
}
