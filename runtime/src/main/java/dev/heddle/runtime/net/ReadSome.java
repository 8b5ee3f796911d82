// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link ByteStream#read}. A stream uses the same one again and again. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.net.ByteStream",
        method = "read",
        descriptor = "(Ljava/nio/ByteBuffer;)Ldev/heddle/Coroutine;",
        file = "ByteStream.java",
        lines = {},
        awaits = {},
        kept = {})
final class ReadSome extends StreamOperation<Integer> {

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private ByteBuffer target = NONE;

    ReadSome(ByteStream stream) {
        super(stream);
    }

    ReadSome into(ByteBuffer buffer) {
        target = buffer;
        state = FRESH;
        return this;
    }

    @Override
    protected int touch() {
        return super.touch() + stream.touch() + target.limit();
    }

    @Override
    Side side() {
        return stream.reading;
    }

    @Override
    Object step() throws IOException {
        if (!stream.dropLine()) {
            return AGAIN;
        }
        ReadBuffer buffered = stream.buffered;
        if (!buffered.isEmpty()) {
            return Counts.box(buffered.drainTo(target));
        }
        if (!target.hasRemaining()) {
            return 0;
        }
        int count = stream.receive(target);
        return count == 0 ? AGAIN : Counts.box(count);
    }

    @Override
    @Nullable
    Object await(Strand<?> strand, int room) throws Throwable {
        return stream.awaitReceive(strand, room);
    }

    @Override
    void ended() {
        target = NONE;
        stream.spareRead = this;
    }
}
