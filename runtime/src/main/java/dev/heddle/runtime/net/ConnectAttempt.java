// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
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
final class ConnectAttempt extends Frame<TcpStream> {

    private static final int AWAITED = CLAIMED - 1;

    private final TcpConnector connector;
    private final InetSocketAddress address;
    private @Nullable TcpStream stream;

    ConnectAttempt(TcpConnector connector, InetSocketAddress address) {
        this.connector = connector;
        this.address = address;
    }

    @Override
    protected Object resume(Strand<?> strand, int depth) throws Throwable {
        boolean starts = state == CLAIMED;
        state = RUNNING;
        try {
            TcpStream opened = starts || stream == null ? connector.open() : stream;
            stream = opened;
            boolean connected = starts && opened.channel.connect(address);
            if (!starts) {
                var unused = Awaits.resumed(strand);
                connected = opened.channel.finishConnect();
            }
            while (!connected) {
                if (opened.awaitSend(strand, depth) == Awaits.SUSPENDED) {
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
        TcpStream left = stream;
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
