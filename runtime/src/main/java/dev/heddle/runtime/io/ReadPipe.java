// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.io;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.nio.ByteBuffer;

/** The coroutine of {@link AsyncProcess#readOutput} and {@link AsyncProcess#readErrors}: takes what a thread has fetched, or waits until it has fetched something. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.io.AsyncProcess",
        method = "readOutput",
        descriptor = "(Ljava/nio/ByteBuffer;)Ldev/heddle/Coroutine;",
        file = "AsyncProcess.java",
        lines = {},
        awaits = {},
        kept = {})
final class ReadPipe extends Frame<Integer> {

    private static final int AWAITED = CLAIMED - 1;

    private final ProcessPipe.Output pipe;
    private final ByteBuffer target;

    ReadPipe(ProcessPipe.Output pipe, ByteBuffer target) {
        this.pipe = pipe;
        this.target = target;
    }

    @Override
    protected Object resume(Strand<?> strand, int room) throws Throwable {
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
            int count = target.hasRemaining() ? pipe.take(target) : 0;
            // What was being fetched for a read that was cancelled may be all there is.
            while (count == 0 && target.hasRemaining()) {
                if (Awaits.await(pipe.fetch(), strand, room) == Awaits.SUSPENDED) {
                    suspended = true;
                    return suspend(strand, AWAITED);
                }
                count = pipe.take(target);
            }
            return count;
        } finally {
            if (!suspended) {
                pipe.end();
            }
        }
    }
}
