// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * The coroutine of {@link SocketStream#transferFrom}: the system moves the bytes. The disk may make that wait, so it is done on another thread, in pieces; where the socket
 * takes no more the loop waits, and no thread.
 */
final class SendFile extends FileTransfer {

    private static final long PIECE = 1 << 20;

    private final SocketStream socket;

    /** The last try sent nothing: the socket is full, unless the file has ended. */
    private boolean full;

    private boolean lent;

    SendFile(SocketStream socket, FileChannel file, long position, long count) {
        super(socket, file, position, count);
        this.socket = socket;
    }

    @Override
    Object step() throws IOException {
        takeBack();
        if (!socket.isOpen()) {
            throw new ClosedChannelException();
        }
        return progress();
    }

    @Override
    @Nullable
    Object await(Strand<?> strand, int room) throws Throwable {
        if (full) {
            full = false;
            return socket.awaitSend(strand, room);
        }
        lent = true;
        socket.lend();
        return Awaits.await(NetPools.FILES.call(this::send), strand, room);
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
