// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link ByteStream#transferFrom} where the bytes have to pass through this process: it reads a piece on another thread, and sends it. */
final class CopyFile extends FileTransfer {

    private static final int PIECE = 64 * 1024;

    private final ByteBuffer piece;

    CopyFile(ByteStream stream, FileChannel file, long position, long count) {
        super(stream, file, position, count);
        this.piece = ByteBuffer.allocate((int) Math.min(PIECE, count)).limit(0);
    }

    @Override
    Object step() throws IOException {
        if (piece.hasRemaining() && !stream.send(piece)) {
            return AGAIN;
        }
        return progress();
    }

    @Override
    @Nullable
    Object await(Strand<?> strand, int room) throws Throwable {
        return piece.hasRemaining()
                ? stream.awaitSend(strand, room)
                : Awaits.await(NetPools.FILES.call(this::readPiece), strand, room);
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
