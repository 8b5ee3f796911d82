// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Connects to one address. If that does not come about, nothing is left of it. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.net.TcpConnector",
        method = "connect",
        descriptor = "(Ljava/net/InetSocketAddress;)Ldev/heddle/Coroutine;",
        file = "TcpConnector.java",
        lines = {},
        awaits = {},
        kept = {})
final class ConnectAttempt<S extends SocketStream> extends Frame<S> {

    private static final int AWAITED = CLAIMED - 1;

    private final Opener<S> opener;
    private final SocketAddress address;
    private @Nullable S stream;

    ConnectAttempt(Opener<S> opener, SocketAddress address) {
        this.opener = opener;
        this.address = address;
    }

    /** Makes streams that are still to be connected. */
    @FunctionalInterface
    interface Opener<S> {
        S open() throws IOException;
    }

    @Override
    protected Object resume(Strand<?> strand, int room) throws Throwable {
        boolean starts = state == CLAIMED;
        state = RUNNING;
        try {
            S opened = starts || stream == null ? opener.open() : stream;
            stream = opened;
            boolean connected = starts && opened.channel.connect(address);
            if (!starts) {
                var unused = Awaits.resumed(strand);
                connected = opened.channel.finishConnect();
            }
            while (!connected) {
                if (opened.awaitSend(strand, room) == Awaits.SUSPENDED) {
                    return suspend(strand, AWAITED);
                }
                connected = opened.channel.finishConnect();
            }
            return opened;
        } catch (Throwable failure) {
            abandon();
            throw withAddress(failure);
        }
    }

    /** Lets go of the connection, whether it has come about or not. */
    void abandon() {
        S left = stream;
        if (left != null) {
            left.abort();
        }
    }

    /** The system's messages don't say who has refused. */
    private Throwable withAddress(Throwable failure) {
        if (!(failure instanceof IOException) || failure.getMessage() == null) {
            return failure;
        }
        ConnectException named = new ConnectException(failure.getMessage() + ": " + address);
        named.initCause(failure);
        return named;
    }
}
