// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.Awaitable;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Promise;
import dev.heddle.runtime.TaskScope;
import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The coroutine of {@link StreamServer#serve}.
 *
 * <pre>
 *   open a scope --> accept all that wait --> wait for more, for room, or for a second --> (stopped) close the scope
 *                       ^                         ACCEPTING                |                    CLOSING
 *                       +--------------------------------------------------+
 * </pre>
 */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.net.StreamServer",
        method = "serve",
        descriptor = "(Ldev/heddle/runtime/net/ConnectionHandler;)Ldev/heddle/Coroutine;",
        file = "StreamServer.java",
        lines = {},
        awaits = {},
        kept = {})
final class Serve<S extends SocketStream> extends Frame<@Nullable Void> {

    private static final Logger LOGGER = System.getLogger("dev.heddle.runtime");
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How many connections are accepted before others have their turn. */
    private static final int BATCH = 64;

    private static final int ACCEPTING = CLAIMED - 1;
    private static final int CLOSING = CLAIMED - 2;

    private final StreamServer<S> server;
    private final ConnectionHandler<? super S> handler;

    /** Null if this loop serves all. */
    private final @Nullable Shares shares;

    private final SpareDescriptor spare = new SpareDescriptor();
    private @Nullable TaskScope scope;
    private @Nullable Throwable failure;

    Serve(StreamServer<S> server, @Nullable Shares shares, ConnectionHandler<? super S> handler) {
        this.server = server;
        this.shares = shares;
        this.handler = handler;
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        int before = state;
        state = RUNNING;
        TaskScope opened = scope;
        if (opened == null) {
            if (!server.channel.isOpen()) {
                throw new ClosedChannelException();
            }
            opened = TaskScope.supervisor();
            scope = opened;
            server.connections.begin(opened);
        }
        if (before != CLOSING && goesOn(strand, room, before, opened)) {
            return suspend(strand, ACCEPTING);
        }
        return close(strand, room, before, opened);
    }

    /** Accepts until it has to wait; says false if there is nothing more to be accepted. */
    private boolean goesOn(Strand<?> strand, int room, int before, TaskScope opened) {
        try {
            if (before == ACCEPTING) {
                var unused = Awaits.resumed(strand);
            }
            while (Awaits.await(acceptAll(opened), strand, room) != Awaits.SUSPENDED) {
                // What it would have waited for has come already.
            }
            return true;
        } catch (ClosedChannelException stopped) {
            return false;
        } catch (Throwable thrown) {
            boolean byServer = thrown instanceof CancellationException && server.connections.isCancelled();
            failure = byServer ? null : thrown;
            server.stop();
            return false;
        }
    }

    /** Starts tasks for all connections that wait, and gives what to wait for before the next. */
    private Awaitable<?> acceptAll(TaskScope opened) throws IOException {
        for (int i = 0; i < BATCH; i++) {
            Promise<Boolean> room = server.connections.awaitRoom();
            if (room != null) {
                return room;
            }
            S stream;
            try {
                spare.take();
                stream = Accept.now(server);
            } catch (ClosedChannelException stopped) {
                throw stopped;
            } catch (IOException noneToBeHad) {
                spare.release();
                LOGGER.log(Level.WARNING, server + " can't accept connections, and pauses for a second", noneToBeHad);
                return Tasks.sleep(PAUSE);
            }
            if (stream == null) {
                return server.watched.readable();
            }
            start(stream, opened);
        }
        return Tasks.yieldNow();
    }

    private void start(S stream, TaskScope opened) {
        Shares others = shares;
        EventLoop home = EventLoop.current();
        EventLoop loop = others == null ? home : chosen(others, stream);
        server.connections.add(stream, loop);
        var unused = opened.spawn(
                stream.toString(),
                others == null || loop == home
                        ? new Served<>(server.connections, stream, handler)
                        : new HandedOver<>(server.connections, others, loop, stream, handler));
    }

    private EventLoop chosen(Shares others, S stream) {
        try {
            return others.choose();
        } catch (RejectedExecutionException noneIsLeft) {
            // Nobody else knows of it.
            stream.closeNow();
            throw noneIsLeft;
        }
    }

    private @Nullable Object close(Strand<?> strand, int room, int before, TaskScope opened) throws Throwable {
        spare.release();
        try {
            Object closed =
                    before == CLOSING ? Awaits.resumed(strand) : Awaits.await(opened.closeAsync(), strand, room);
            if (closed == Awaits.SUSPENDED) {
                return suspend(strand, CLOSING);
            }
        } finally {
            if (state == RUNNING) {
                server.connections.end();
            }
        }
        if (failure != null) {
            throw failure;
        }
        return null;
    }
}
