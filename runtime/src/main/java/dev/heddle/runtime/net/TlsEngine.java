// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/**
 * The JDK's engine between two streams of bytes, and the buffers around it. Nothing here waits: what can't go on says so. Confined to the stream's loop.
 *
 * <pre>
 *   the connection -- arrived --> unwrap -- plain --> the reader
 *   the connection <-- leaving -- wrap <------------- the writer
 * </pre>
 */
final class TlsEngine {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    final SSLEngine engine;
    private final ByteStream connection;

    /** Records that have come, from position to limit. */
    private ByteBuffer arrived;

    /** What was unwrapped and the reader had no room for, from position to limit. */
    private ByteBuffer plain = NOTHING;

    /** Records that are still to be sent, from position to limit. */
    private ByteBuffer leaving;

    TlsEngine(SSLEngine engine, ByteStream connection) {
        this.engine = engine;
        this.connection = connection;
        int packet = engine.getSession().getPacketBufferSize();
        arrived = ByteBuffer.allocate(packet).limit(0);
        leaving = ByteBuffer.allocate(packet).limit(0);
    }

    /** Sends what is to be sent. Says whether that was all. */
    boolean flush() throws IOException {
        return !leaving.hasRemaining() || connection.send(leaving);
    }

    /** Receives more records. Gives how many bytes, 0 if there are none yet, -1 at the connection's end. */
    int fill() throws IOException {
        if (arrived.capacity() - arrived.remaining() < arrived.capacity() / 2) {
            arrived = larger(arrived);
        }
        arrived.compact();
        try {
            // What had been read of the connection before it was upgraded is for the engine, not for the user: else
            // someone in the middle could slip in plain text.
            return connection.buffered.isEmpty() ? connection.receive(arrived) : connection.buffered.drainTo(arrived);
        } finally {
            arrived.flip();
        }
    }

    /** Decrypts a record into the target. Gives the result; what the target has no room for is kept for {@link #drain}. */
    SSLEngineResult unwrap(ByteBuffer target) throws SSLException {
        int room = engine.getSession().getApplicationBufferSize();
        if (target.remaining() >= room) {
            return engine.unwrap(arrived, target);
        }
        ByteBuffer into = plain.capacity() < room ? ByteBuffer.allocate(room) : plain.clear();
        SSLEngineResult result = engine.unwrap(arrived, into);
        plain = into.flip();
        drain(target);
        return result;
    }

    /** Gives the reader what is kept for it. */
    int drain(ByteBuffer target) {
        int count = Math.min(plain.remaining(), target.remaining());
        target.put(target.position(), plain, plain.position(), count);
        target.position(target.position() + count);
        plain.position(plain.position() + count);
        return count;
    }

    boolean hasPlain() {
        return plain.hasRemaining();
    }

    /** Encrypts part of the source, at most a record, to be sent. */
    SSLEngineResult wrap(ByteBuffer source) throws SSLException {
        for (; ; ) {
            leaving.compact();
            SSLEngineResult result;
            try {
                result = engine.wrap(source, leaving);
            } finally {
                leaving.flip();
            }
            if (result.getStatus() != Status.BUFFER_OVERFLOW) {
                return result;
            }
            leaving = larger(leaving);
        }
    }

    private static ByteBuffer larger(ByteBuffer buffer) {
        return ByteBuffer.allocate(2 * buffer.capacity()).put(buffer).flip();
    }

    /** Makes the record that ends our side, or the alert that tells why. Once only; what the connection does not take now is left. */
    void sendClosing() throws IOException {
        while (!engine.isOutboundDone() && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            if (wrap(NOTHING).getStatus() == Status.CLOSED) {
                break;
            }
        }
        var unused = flush();
    }

    /** Runs what the engine has left to others: key exchanges, checks of certificates. On any thread, while nobody else uses the engine. */
    void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    HandshakeStatus status() {
        return engine.getHandshakeStatus();
    }
}
