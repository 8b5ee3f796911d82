// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Promise;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.TaskScope;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** The connections that a server serves, and who waits for their number to sink. Confined to the server's loop. */
final class Connections<S extends SocketStream> {

    private static final Logger LOGGER = System.getLogger("dev.heddle.runtime");

    /** Each with the loop that serves it. */
    private final Map<S, EventLoop> streams = new LinkedHashMap<>();

    private int limit = Integer.MAX_VALUE;

    /** Completed when there is room for one more; null while nobody waits for that. */
    private @Nullable Promise<Boolean> room;

    /** The scope of the connections' tasks, while the server serves. */
    private @Nullable TaskScope scope;

    /** Completed when serving has ended; null while there is none. */
    private @Nullable Promise<Boolean> ended;

    /** The server itself has cancelled the scope. */
    private boolean cancelled;

    boolean isCancelled() {
        return cancelled;
    }

    void setLimit(int most) {
        limit = most;
        announceRoom();
    }

    int count() {
        return streams.size();
    }

    /** What to wait for before another connection is accepted; null if there is room. */
    @Nullable
    Promise<Boolean> awaitRoom() {
        if (streams.size() < limit) {
            return null;
        }
        room = new Promise<>();
        return room;
    }

    private void announceRoom() {
        if (room != null && streams.size() < limit) {
            var unused = room.complete(true);
            room = null;
        }
    }

    void begin(TaskScope opened) {
        if (ended != null) {
            throw new IllegalStateException("The server is serving already");
        }
        scope = opened;
        ended = new Promise<>();
    }

    void end() {
        if (ended != null) {
            var unused = ended.complete(true);
        }
        scope = null;
        ended = null;
    }

    /** What is completed when serving has ended; null if there is none. */
    @Nullable
    Promise<Boolean> end(Task<?> waiter) {
        if (scope != null && scope.tasks().contains(waiter)) {
            throw new IllegalStateException(waiter.name() + " is a connection's task, and would wait for its own end:"
                    + " call stop() there, and close the server elsewhere");
        }
        return ended;
    }

    void add(S stream, EventLoop loop) {
        streams.put(stream, loop);
    }

    void remove(S stream) {
        var unused = streams.remove(stream);
        announceRoom();
    }

    void cancel() {
        if (scope != null) {
            cancelled = true;
            scope.cancel("The server is being closed");
        }
    }

    void abort() {
        EventLoop home = EventLoop.current();
        // What is sent to another loop overtakes none of what was sent there before: so it comes before the
        // cancellation.
        Map.copyOf(streams).forEach((stream, loop) -> {
            if (loop == home) {
                stream.abort();
            } else {
                abort(stream, loop);
            }
        });
        cancel();
    }

    private static void abort(SocketStream stream, EventLoop loop) {
        try {
            loop.execute(stream::abort);
        } catch (RejectedExecutionException ends) {
            // A loop that ends cancels its tasks, and these close their streams.
            LOGGER.log(Level.DEBUG, () -> stream + " is closed by the end of " + loop, ends);
        }
    }
}
