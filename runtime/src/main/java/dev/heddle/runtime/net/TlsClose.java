// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The coroutine of {@link TlsStream#closeAsync}.
 *
 * <pre>
 *   (in the time there is: send our end --> read the peer's) --> close the connection
 *                 ENDING                      READING
 * </pre>
 */
final class TlsClose extends Frame<@Nullable Void> {

    private static final int PARTING = CLAIMED - 1;
    private static final int CLOSING = CLAIMED - 2;

    private final TlsStream stream;
    private final Duration timeout;

    TlsClose(TlsStream stream, Duration timeout) {
        this.stream = stream;
        this.timeout = timeout;
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        int before = state;
        state = RUNNING;
        if (before == CLAIMED && !stream.beginToClose()) {
            return null;
        }
        if (before != CLOSING) {
            try {
                Object parted = before == CLAIMED
                        ? Awaits.await(Tasks.timeoutOrElse(timeout, new Parting(stream), false), strand, room)
                        : Awaits.resumed(strand);
                if (parted == Awaits.SUSPENDED) {
                    return suspend(strand, PARTING);
                }
            } catch (IOException broken) {
                // Closing is all that is left to be done with a connection that broke.
                assert !(broken instanceof java.io.FileNotFoundException) : broken;
            } catch (Throwable cancelled) {
                stream.connection.closeNow();
                throw cancelled;
            }
        }
        Object closed =
                before == CLOSING ? Awaits.resumed(strand) : Awaits.await(stream.connection.closeAsync(), strand, room);
        return closed == Awaits.SUSPENDED ? suspend(strand, CLOSING) : null;
    }

    /** Says farewell, and waits for the answer. Gives true: in the time there was it has come. */
    private static final class Parting extends Frame<Boolean> {

        private static final int ENDING = CLAIMED - 1;
        private static final int READING = CLAIMED - 2;

        private final TlsStream stream;

        Parting(TlsStream stream) {
            this.stream = stream;
        }

        @Override
        protected Object resume(Strand<?> strand, int room) throws Throwable {
            int before = state;
            state = RUNNING;
            if (before != CLAIMED) {
                var unused = Awaits.resumed(strand);
            }
            if (before == CLAIMED && stream.writing.isBusy()) {
                // Our end can't be told in the midst of what another task writes, and without it the peer says nothing.
                return true;
            }
            if (before == CLAIMED && Awaits.await(new TlsOutputEnd(stream), strand, room) == Awaits.SUSPENDED) {
                return suspend(strand, ENDING);
            }
            if (before != READING
                    && !stream.reading.isBusy()
                    && Awaits.await(new TlsPeerEnd(stream), strand, room) == Awaits.SUSPENDED) {
                return suspend(strand, READING);
            }
            return true;
        }
    }
}
