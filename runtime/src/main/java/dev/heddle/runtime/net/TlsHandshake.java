// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Does a TLS stream's first handshake, with both sides of the connection to itself. If that fails, the peer is told, and the connection is closed. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.net.Tls",
        method = "upgrade",
        descriptor = "(Ldev/heddle/runtime/net/ByteStream;)Ldev/heddle/Coroutine;",
        file = "Tls.java",
        lines = {},
        awaits = {},
        kept = {})
final class TlsHandshake extends Frame<TlsStream> {

    private static final int AWAITED = CLAIMED - 1;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** What has to be waited for before it can go on. */
    private enum Wait {
        NOTHING,
        RECEIVE,
        SEND,
        TASKS
    }

    private final TlsStream stream;
    private final TlsEngine tls;

    TlsHandshake(TlsStream stream) {
        this.stream = stream;
        this.tls = stream.tls;
    }

    @Override
    protected Object resume(Strand<?> strand, int room) throws Throwable {
        boolean starts = state == CLAIMED;
        state = RUNNING;
        if (starts) {
            stream.connection.refuseElsewhere(strand);
            stream.connection.refuseIfBusy(" already: it can't become a TLS stream now");
            stream.connection.reading.seize(stream);
            stream.connection.writing.seize(stream);
        }
        try {
            if (starts) {
                tls.engine.beginHandshake();
            } else {
                var unused = Awaits.resumed(strand);
            }
            for (Wait wait = advance(); wait != Wait.NOTHING; wait = advance()) {
                if (await(wait, strand, room) == Awaits.SUSPENDED) {
                    return suspend(strand, AWAITED);
                }
            }
            return stream;
        } catch (Throwable failure) {
            if (failure instanceof SSLException refusal) {
                stream.tellPeer(refusal);
            }
            stream.closeNow();
            throw failure instanceof IOException broken
                    ? FailureNamer.named(broken, describe(tls.engine, stream.connection))
                    : failure;
        }
    }

    /** Which handshake it is, for failures. */
    static String describe(SSLEngine engine, ByteStream connection) {
        String host = engine.getPeerHost();
        return "TLS handshake " + (host == null ? "" : "with " + host + " ") + "over " + connection;
    }

    private @Nullable Object await(Wait wait, Strand<?> strand, int room) throws Throwable {
        return switch (wait) {
            case RECEIVE -> stream.connection.awaitReceive(strand, room);
            case SEND -> stream.connection.awaitSend(strand, room);
            case TASKS -> Awaits.await(NetPools.HANDSHAKES.call(this::runTasks), strand, room);
            case NOTHING -> null;
        };
    }

    private @Nullable Void runTasks() {
        tls.runTasks();
        return null;
    }

    /** Goes on until it has to wait. */
    private Wait advance() throws IOException {
        for (; ; ) {
            if (!tls.flush()) {
                return Wait.SEND;
            }
            switch (tls.status()) {
                case NEED_WRAP -> {
                    if (tls.wrap(NOTHING).getStatus() == Status.CLOSED) {
                        throw new SSLHandshakeException("The peer has ended the TLS handshake");
                    }
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (mustReceive()) {
                        return Wait.RECEIVE;
                    }
                }
                case NEED_TASK -> {
                    return Wait.TASKS;
                }
                default -> {
                    return Wait.NOTHING;
                }
            }
        }
    }

    private boolean mustReceive() throws IOException {
        if (tls.unwrap(NOTHING).getStatus() != Status.BUFFER_UNDERFLOW) {
            return false;
        }
        int count = tls.fill();
        if (count < 0) {
            throw new SSLHandshakeException("The connection has ended in the midst of the TLS handshake");
        }
        return count == 0;
    }
}
