// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** A connection's task: the handler, and then the end of the stream. A failure is reported at once, and not when it is certain that nobody awaits the task. */
final class Served<S extends SocketStream> extends Frame<@Nullable Object> {

    private static final int HANDLING = CLAIMED - 1;
    private static final int CLOSING = CLAIMED - 2;

    /** The server's account; null on a loop that is not the server's, which keeps it then. */
    private final @Nullable Connections<S> connections;

    private final S stream;
    private final ConnectionHandler<? super S> handler;
    private @Nullable Throwable failure;

    Served(@Nullable Connections<S> connections, S stream, ConnectionHandler<? super S> handler) {
        this.connections = connections;
        this.stream = stream;
        this.handler = handler;
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        int before = state;
        state = RUNNING;
        if (before != CLOSING) {
            try {
                Object value =
                        before == CLAIMED ? Awaits.await(handler.handle(stream), strand, room) : Awaits.resumed(strand);
                if (value == Awaits.SUSPENDED) {
                    return suspend(strand, HANDLING);
                }
            } catch (Throwable thrown) {
                failure = thrown;
            }
            if (connections != null) {
                connections.remove(stream);
            }
        }
        try {
            Object closed = before == CLOSING ? Awaits.resumed(strand) : Awaits.close(stream, strand, room);
            if (closed == Awaits.SUSPENDED) {
                return suspend(strand, CLOSING);
            }
        } catch (Throwable thrown) {
            if (failure == null) {
                failure = thrown;
            } else if (failure != thrown) {
                failure.addSuppressed(thrown);
            }
        }
        if (failure instanceof CancellationException) {
            throw failure;
        }
        if (failure != null) {
            EventLoop.current().report((Task<?>) strand, failure);
        }
        return null;
    }
}
