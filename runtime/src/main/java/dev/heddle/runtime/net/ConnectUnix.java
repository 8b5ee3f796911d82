// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Origins;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Connects to a Unix socket. Where the server's backlog is full, Linux has a blocking connect wait, and refuses one that does not block without telling when there is room:
 * so this tries again, each time after twice as long.
 */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.net.UnixStream",
        method = "connect",
        descriptor = "(Ljava/nio/file/Path;)Ldev/heddle/Coroutine;",
        file = "UnixStream.java",
        lines = {},
        awaits = {},
        kept = {})
final class ConnectUnix extends Frame<UnixStream> {

    private static final int ATTEMPTING = CLAIMED - 1;
    private static final int PAUSING = CLAIMED - 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(64);

    /** The system's words for EAGAIN, which the JDK passes on without its number. Where they are others the connection fails. */
    private static final String NO_ROOM = "Resource temporarily unavailable";

    private final UnixDomainSocketAddress address;
    private final @Nullable Throwable place = Origins.here();
    private Duration pause = FIRST_PAUSE;

    ConnectUnix(UnixDomainSocketAddress address) {
        this.address = address;
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        int before = state;
        state = RUNNING;
        if (before == PAUSING) {
            var unused = Awaits.resumed(strand);
        }
        boolean attempts = before == ATTEMPTING;
        for (; ; ) {
            try {
                Object stream = attempts
                        ? Awaits.resumed(strand)
                        : Awaits.await(new ConnectAttempt<>(this::open, address), strand, room);
                return stream == Awaits.SUSPENDED ? suspend(strand, ATTEMPTING) : stream;
            } catch (ConnectException refused) {
                if (!isForWantOfRoom(refused)) {
                    throw refused;
                }
            }
            attempts = false;
            if (Awaits.await(Tasks.sleep(nextPause()), strand, room) == Awaits.SUSPENDED) {
                return suspend(strand, PAUSING);
            }
        }
    }

    private UnixStream open() throws IOException {
        return new UnixStream(SocketChannel.open(StandardProtocolFamily.UNIX), place);
    }

    static boolean isForWantOfRoom(IOException refused) {
        Throwable cause = refused.getCause() == null ? refused : refused.getCause();
        return NO_ROOM.equals(cause.getMessage());
    }

    private Duration nextPause() {
        Duration next = pause;
        pause = next.compareTo(LONGEST_PAUSE) < 0 ? next.multipliedBy(2) : next;
        return next;
    }
}
