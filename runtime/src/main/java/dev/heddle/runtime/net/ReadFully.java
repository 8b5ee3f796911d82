// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link ByteStream#readFully}. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.net.ByteStream",
        method = "readFully",
        descriptor = "(Ljava/nio/ByteBuffer;)Ldev/heddle/Coroutine;",
        file = "ByteStream.java",
        lines = {},
        awaits = {},
        kept = {})
final class ReadFully extends StreamOperation<@Nullable Void> {

    private final ByteBuffer target;
    private final int begin;

    ReadFully(ByteStream stream, ByteBuffer target) {
        super(stream);
        this.target = target;
        this.begin = target.position();
    }

    @Override
    Side side() {
        return stream.reading;
    }

    @Override
    @Nullable
    Object step() throws IOException {
        if (!stream.dropLine()) {
            return AGAIN;
        }
        var unused = stream.buffered.drainTo(target);
        while (target.hasRemaining()) {
            int count = stream.receive(target);
            if (count == 0) {
                return AGAIN;
            }
            if (count < 0) {
                ByteBuffer partial = target.duplicate().flip().position(begin);
                throw new IncompleteReadException(target.limit() - begin + " bytes", partial);
            }
        }
        return null;
    }

    @Override
    @Nullable
    Object await(Strand<?> strand, int room) throws Throwable {
        return stream.awaitReceive(strand, room);
    }
}
