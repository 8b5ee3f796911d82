// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * The coroutine of {@link SocketStream#transferFrom}: the system moves the bytes. The disk may make that wait, so it is done on another thread, in pieces; where the socket
 * takes no more the loop waits, and no thread.
 */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.net.ByteStream",
        method = "transferFrom",
        descriptor = "(Ljava/nio/channels/FileChannel;JJ)Ldev/heddle/Coroutine;",
        file = "ByteStream.java",
        lines = {},
        awaits = {},
        kept = {})
final class SendFile extends StreamOperation<Long> {

    private static final long PIECE = 1 << 20;

    private final SocketStream socket;
    private final FileChannel file;
    private final long begin;
    private final long end;
    private long position;

    /** The last try sent nothing: the socket is full, unless the file has ended. */
    private boolean full;

    private boolean fileEnded;
    private boolean lent;

    SendFile(SocketStream socket, FileChannel file, long position, long count) {
        super(socket);
        this.socket = socket;
        this.file = file;
        this.begin = position;
        this.position = position;
        this.end = position + count < 0 ? Long.MAX_VALUE : position + count;
    }

    @Override
    Side side() {
        return socket.writing;
    }

    @Override
    Object step() throws IOException {
        takeBack();
        if (!socket.isOpen()) {
            throw new ClosedChannelException();
        }
        return position == end || fileEnded ? (Object) (position - begin) : AGAIN;
    }

    @Override
    @Nullable
    Object await(Strand<?> strand, int depth) throws Throwable {
        if (full) {
            full = false;
            return socket.awaitSend(strand, depth);
        }
        lent = true;
        socket.lend();
        return Awaits.await(NetPools.FILES.call(this::send), strand, depth);
    }

    /** On another thread, for which this waits. */
    private @Nullable Void send() throws IOException {
        long count = file.transferTo(position, Math.min(PIECE, end - position), socket.channel);
        position += count;
        fileEnded = count == 0 && position >= file.size();
        full = count == 0;
        return null;
    }

    private void takeBack() {
        if (lent) {
            lent = false;
            socket.takeBack();
        }
    }

    @Override
    void ended() {
        takeBack();
    }
}
