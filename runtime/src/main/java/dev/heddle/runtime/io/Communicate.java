// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.nio.ByteBuffer;
import java.util.List;
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
    protected @Nullable Object resume(Strand<?> strand, int depth) throws Throwable {
        boolean starts = state == CLAIMED;
        state = RUNNING;
        Object value;
        if (starts) {
            // The threads stay with their pipes until those end. A task that is cancelled waits for that; so that they
            // end, whoever watches the cancellation kills the process.
            value = Awaits.await(
                    Tasks.<Object>gather(List.of(
                            process.output().drain(),
                            process.errors().drain(),
                            process.input().feed(bytes),
                            new KillIfCancelled(process))),
                    strand,
                    depth);
            if (value == Awaits.SUSPENDED) {
                return suspend(strand, AWAITED);
            }
        } else {
            value = Awaits.resumed(strand);
        }
        return result((List<?>) java.util.Objects.requireNonNull(value));
    }

    private static AsyncProcess.Result result(List<?> parts) {
        return new AsyncProcess.Result((Integer) parts.get(3), (ByteBuffer) parts.get(0), (ByteBuffer) parts.get(1));
    }

    /** Waits for the process's end; if that is cancelled, brings it about. */
    private static final class KillIfCancelled extends Frame<Integer> {

        private final AsyncProcess process;

        KillIfCancelled(AsyncProcess process) {
            this.process = process;
        }

        @Override
        protected @Nullable Object resume(Strand<?> strand, int depth) throws Throwable {
            boolean starts = state == CLAIMED;
            state = RUNNING;
            try {
                Object code = starts ? Awaits.await(process.exit(), strand, depth) : Awaits.resumed(strand);
                return code == Awaits.SUSPENDED ? suspend(strand, AWAITED) : code;
            } catch (Throwable cancelled) {
                process.killAll();
                throw cancelled;
            }
        }
    }
}
