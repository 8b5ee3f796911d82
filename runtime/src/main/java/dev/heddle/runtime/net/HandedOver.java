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
    private final EventLoop loop;
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
                String name = ((Task<?>) strand).name();
                Object value = Awaits.await(loop.call(name, () -> new Served<>(null, stream, handler)), strand, room);
                if (value == Awaits.SUSPENDED) {
                    return suspend(strand, SERVED);
                }
            } else {
                var unused = Awaits.resumed(strand);
            }
        } catch (RejectedExecutionException closed) {
            // The loop has ended just now: nobody there has the stream.
            stream.closeNow();
            EventLoop.current().report((Task<?>) strand, closed);
        } finally {
            if (state == RUNNING) {
                connections.remove(stream);
                shares.ended(loop);
            }
        }
        return null;
    }
}
