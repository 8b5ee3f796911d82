// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link ByteStream#transferFrom} where the bytes have to pass through this process: it reads a piece on another thread, and sends it. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.net.ByteStream",
        method = "transferFrom",
        descriptor = "(Ljava/nio/channels/FileChannel;JJ)Ldev/heddle/Coroutine;",
        file = "ByteStream.java",
        lines = {},
        awaits = {},
        kept = {})
final class CopyFile extends StreamOperation<Long> {

    private static final int PIECE = 64 * 1024;

    private final FileChannel file;
    private final long begin;
    private final long end;
    private final ByteBuffer piece;

    /** What has been read from the file. */
    private long position;

    private boolean fileEnded;

    CopyFile(ByteStream stream, FileChannel file, long position, long count) {
        super(stream);
        this.file = file;
        this.begin = position;
        this.position = position;
        this.end = position + count < 0 ? Long.MAX_VALUE : position + count;
        this.piece = ByteBuffer.allocate((int) Math.min(PIECE, count)).limit(0);
    }

    @Override
    Side side() {
        return stream.writing;
    }

    @Override
    Object step() throws IOException {
        if (piece.hasRemaining() && !stream.send(piece)) {
            return AGAIN;
        }
        return position == end || fileEnded ? (Object) (position - begin) : AGAIN;
    }

    @Override
    @Nullable
    Object await(Strand<?> strand, int depth) throws Throwable {
        return piece.hasRemaining()
                ? stream.awaitSend(strand, depth)
                : Awaits.await(NetPools.FILES.call(this::readPiece), strand, depth);
    }

    /** On another thread, for which this waits: nothing else touches the piece meanwhile. */
    private @Nullable Void readPiece() throws IOException {
        piece.clear().limit((int) Math.min(piece.capacity(), end - position));
        int count = file.read(piece, position);
        piece.flip();
        if (count < 0) {
            fileEnded = true;
        } else {
            position += count;
        }
        return null;
    }
}
