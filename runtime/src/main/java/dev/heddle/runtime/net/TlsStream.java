// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * TLS over another stream, which may itself be one. {@link Tls} makes them.
 *
 * <p>The end of the stream is what the peer says is the end. If the connection ends without that, perhaps because somebody has cut it, reading throws
 * {@link TlsTruncationException}. {@link #shutdownOutput()} tells the peer that this side is at its end; with TLS 1.3 the peer can still send, with older versions most answer
 * in kind.
 */
public final class TlsStream extends ByteStream {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    final ByteStream connection;
    final TlsEngine tls;
    private final Duration shutdownTimeout;
    private boolean open = true;

    TlsStream(ByteStream connection, TlsEngine tls, Duration shutdownTimeout) {
        this.connection = connection;
        this.tls = tls;
        this.shutdownTimeout = shutdownTimeout;
    }

    /**
     * Gives what the two sides have agreed on: the protocol, the cipher suite, the certificates.
     *
     * @return the session
     */
    public SSLSession session() {
        return tls.engine.getSession();
    }

    /**
     * Gives the application protocol that was agreed on (ALPN).
     *
     * @return its name; empty if none was
     */
    public String applicationProtocol() {
        String protocol = tls.engine.getApplicationProtocol();
        return protocol == null ? "" : protocol;
    }

    @Override
    int receive(ByteBuffer target) throws IOException {
        refuseIfClosed();
        if (tls.hasPlain()) {
            return tls.drain(target);
        }
        int before = target.position();
        for (; ; ) {
            SSLEngineResult result = unwrap(target);
            if (target.position() > before) {
                return target.position() - before;
            }
            if (result.getStatus() == Status.CLOSED) {
                return -1;
            }
            if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
                int count = tls.fill();
                if (count < 0) {
                    throw new TlsTruncationException(this);
                }
                if (count == 0) {
                    return 0;
                }
            }
        }
    }

    /** Unwraps a record, and does what the engine wants done for it: a change of keys, in TLS 1.2 even a handshake, which is so rare that it may take the loop's time. */
    private SSLEngineResult unwrap(ByteBuffer target) throws IOException {
        SSLEngineResult result;
        try {
            result = tls.unwrap(target);
        } catch (SSLException failure) {
            tellPeer(failure);
            throw failure;
        }
        HandshakeStatus status = result.getHandshakeStatus();
        while (status == HandshakeStatus.NEED_TASK || status == HandshakeStatus.NEED_WRAP) {
            if (status == HandshakeStatus.NEED_TASK) {
                tls.runTasks();
            } else if (tls.wrap(NOTHING).getStatus() == Status.CLOSED) {
                break;
            }
            status = tls.status();
        }
        // What does not go now goes with the next write or read.
        var unused = tls.flush();
        return result;
    }

    /** Sends the alert that tells why. */
    void tellPeer(SSLException failure) {
        try {
            tls.sendClosing();
        } catch (IOException alsoBroken) {
            failure.addSuppressed(alsoBroken);
        }
    }

    /** The engine alone would not tell the stream's end from the peer's. */
    private void refuseIfClosed() throws ClosedChannelException {
        if (!connection.isOpen()) {
            throw new ClosedChannelException();
        }
    }

    @Override
    void refuseElsewhere(Strand<?> strand) {
        connection.refuseElsewhere(strand);
    }

    @Override
    @Nullable
    Object awaitReceive(Strand<?> strand, int room) throws Throwable {
        return connection.awaitReceive(strand, room);
    }

    @Override
    boolean send(ByteBuffer source) throws IOException {
        refuseIfClosed();
        for (; ; ) {
            if (!tls.flush()) {
                return false;
            }
            if (!source.hasRemaining()) {
                return true;
            }
            SSLEngineResult result = tls.wrap(source);
            if (result.getStatus() == Status.CLOSED) {
                throw new SSLException("This side of the TLS stream has ended");
            }
            if (result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
                throw new SSLException(
                        "The peer wants to negotiate anew, and nothing can be written until it has: read from the stream");
            }
        }
    }

    @Override
    @Nullable
    Object awaitSend(Strand<?> strand, int room) throws Throwable {
        return connection.awaitSend(strand, room);
    }

    @Override
    public Coroutine<@Nullable Void> shutdownOutput() throws IOException {
        return new TlsOutputEnd(this);
    }

    @Override
    public void abort() {
        open = false;
        connection.abort();
    }

    @Override
    public boolean isOpen() {
        return open && connection.isOpen();
    }

    /**
     * Closes the stream: sends what is still to be sent and the end, waits for the peer's end so that nothing under way gets lost, but no longer than the shutdown's timeout,
     * and closes the connection. If another task is just reading
     * or writing, it does not wait.
     *
     * @return a coroutine that ends when the connection is closed
     */
    @Override
    public Coroutine<@Nullable Void> closeAsync() {
        return new TlsClose(this, shutdownTimeout);
    }

    /** Says false if the stream has been closed before. */
    boolean beginToClose() {
        boolean first = open;
        open = false;
        return first;
    }

    @Override
    void closeNow() {
        open = false;
        try {
            tls.engine.closeOutbound();
            tls.sendClosing();
        } catch (IOException broken) {
            // The connection is what would have carried the message.
            assert broken.getMessage() != null || broken.getCause() == null;
        }
        connection.closeNow();
    }

    @Override
    public String toString() {
        return "TlsStream[" + tls.engine.getSession().getProtocol() + " over " + connection + "]";
    }
}
