// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** A connection's task on the server's loop, if another one serves it: it stands for the other's in the server's scope, and keeps the account. */
final class HandedOver<S extends SocketStream> extends Frame<@Nullable Object> {

    private static final int SERVED = CLAIMED - 1;

    private final Connections<S> connections;
    private final Shares shares;

    /** Who serves it, or is asked to. */
    private EventLoop loop;

    private final S stream;
    private final ConnectionHandler<? super S> handler;

    HandedOver(
            Connections<S> connections, Shares shares, EventLoop loop, S stream, ConnectionHandler<? super S> handler) {
        this.connections = connections;
        this.shares = shares;
        this.loop = loop;
        this.stream = stream;
        this.handler = handler;
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        boolean starts = state == CLAIMED;
        state = RUNNING;
        try {
            if (starts) {
                if (handOver(strand, room) == Awaits.SUSPENDED) {
                    return suspend(strand, SERVED);
                }
            } else {
                var unused = Awaits.resumed(strand);
            }
        } catch (RejectedExecutionException noneIsLeft) {
            // So nobody has the stream. Each loop has said that it has ended, and the server will, at its next
            // connection.
            stream.closeNow();
        } finally {
            if (state == RUNNING) {
                connections.remove(stream);
                shares.ended(loop);
            }
        }
        return null;
    }

    /** A loop may have ended since it was chosen: then another one gets the connection. What each says of that is the same for all connections, and is reported once. */
    private @Nullable Object handOver(Strand<?> strand, int room) throws Throwable {
        Task<?> task = (Task<?>) strand;
        while (true) {
            try {
                return Awaits.await(loop.call(task.name(), () -> new Served<>(null, stream, handler)), strand, room);
            } catch (RejectedExecutionException ended) {
                if (shares.refusesFirst(loop)) {
                    EventLoop.current().report(task, ended);
                }
                loop = shares.insteadOf(loop);
                connections.add(stream, loop);
            }
        }
    }
}
