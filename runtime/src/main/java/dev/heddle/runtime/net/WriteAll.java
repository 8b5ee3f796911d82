// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link ByteStream#write}. A stream uses the same one again and again. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.net.ByteStream",
        method = "write",
        descriptor = "(Ljava/nio/ByteBuffer;)Ldev/heddle/Coroutine;",
        file = "ByteStream.java",
        lines = {},
        awaits = {},
        kept = {})
final class WriteAll extends StreamOperation<@Nullable Void> {

    private static final ByteBuffer[] NONE = {};

    /** One buffer, and no array made for it; or several. */
    private @Nullable ByteBuffer single;

    private ByteBuffer[] several = NONE;

    /** How many of them are through. */
    private int through;

    WriteAll(ByteStream stream) {
        super(stream);
    }

    WriteAll from(ByteBuffer source) {
        single = source;
        state = FRESH;
        return this;
    }

    WriteAll from(ByteBuffer[] sources) {
        several = sources;
        through = 0;
        state = FRESH;
        return this;
    }

    @Override
    Side side() {
        return stream.writing;
    }

    @Override
    @Nullable
    Object step() throws IOException {
        try {
            return send();
        } catch (AsynchronousCloseException failure) {
            throw stream.explained(failure);
        }
    }

    private @Nullable Object send() throws IOException {
        ByteBuffer one = single;
        if (one != null) {
            return stream.send(one) ? null : AGAIN;
        }
        if (!stream.send(several, through)) {
            while (through < several.length && !several[through].hasRemaining()) {
                through++;
            }
            return AGAIN;
        }
        return null;
    }

    @Override
    @Nullable
    Object await(Strand<?> strand, int room) throws Throwable {
        return stream.awaitSend(strand, room);
    }

    @Override
    void ended() {
        single = null;
        several = NONE;
        stream.spareWrite = this;
    }
}
