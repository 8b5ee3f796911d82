// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.Promise;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link StreamServer#drain}. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.net.StreamServer",
        method = "drain",
        descriptor = "(Ljava/time/Duration;)Ldev/heddle/Coroutine;",
        file = "StreamServer.java",
        lines = {},
        awaits = {},
        kept = {})
final class Drain extends Frame<Integer> {

    private static final int WAITING = CLAIMED - 1;
    private static final int CUTTING = CLAIMED - 2;

    private final StreamServer<?> server;
    private final Duration limit;
    private int cut;

    Drain(StreamServer<?> server, Duration limit) {
        this.server = server;
        this.limit = limit;
    }

    @Override
    protected Object resume(Strand<?> strand, int room) throws Throwable {
        int before = state;
        state = RUNNING;
        Object value;
        if (before == CLAIMED) {
            server.stop();
            Promise<Boolean> ended = server.connections.end((Task<?>) strand);
            value = ended == null ? true : Awaits.await(Tasks.timeoutOrElse(limit, ended, false), strand, room);
            if (value == Awaits.SUSPENDED) {
                return suspend(strand, WAITING);
            }
        } else {
            value = Awaits.resumed(strand);
        }
        if (before != CUTTING && !Objects.equals(value, true)) {
            cut = server.connectionCount();
            if (Awaits.await(new Close(server), strand, room) == Awaits.SUSPENDED) {
                return suspend(strand, CUTTING);
            }
        }
        return cut;
    }

    /** The coroutine of {@link StreamServer#closeAsync}. */
    static final class Close extends Frame<@Nullable Void> {

        private final StreamServer<?> server;

        Close(StreamServer<?> server) {
            this.server = server;
        }

        @Override
        protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
            if (state == CLAIMED) {
                state = RUNNING;
                Promise<Boolean> ended = server.connections.end((Task<?>) strand);
                server.stop();
                server.connections.cancel();
                // Shielded by itself: also who calls closeAsync() and not close() must not leave connections behind.
                if (ended != null && Awaits.await(Awaits.shielded(ended), strand, room) == Awaits.SUSPENDED) {
                    return suspend(strand, WAITING);
                }
                return null;
            }
            state = RUNNING;
            var unused = Awaits.resumed(strand);
            return null;
        }
    }
}
