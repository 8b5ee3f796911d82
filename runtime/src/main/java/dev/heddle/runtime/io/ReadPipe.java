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
        if (state != CLAIMED) {
            var unused = Awaits.resumed(strand);
        }
        state = RUNNING;
        int count = target.hasRemaining() ? pipe.take(target) : 0;
        // Another task may have taken what was fetched for this one.
        while (count == 0 && target.hasRemaining()) {
            if (Awaits.await(pipe.fetch(), strand, room) == Awaits.SUSPENDED) {
                return suspend(strand, AWAITED);
            }
            count = pipe.take(target);
        }
        return count;
    }
}
