// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.Promise;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.TaskScope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connections that a server serves, and who waits for their number to sink. Confined to the server's loop. */
final class Connections<S extends SocketStream> {

    private final Set<S> streams = new LinkedHashSet<>();
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

    void add(S stream) {
        streams.add(stream);
    }

    void remove(S stream) {
        streams.remove(stream);
        announceRoom();
    }

    void cancel() {
        if (scope != null) {
            cancelled = true;
            scope.cancel("The server is being closed");
        }
    }

    void abort() {
        List.copyOf(streams).forEach(SocketStream::abort);
        cancel();
    }
}
