// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What reads from, or writes to, a stream or a socket: it tries, and waits, and tries again until it is done. It has its side to itself from its first step to its last.
 *
 * @param <T> what it gives
 */
abstract class Operation<T extends @Nullable Object> extends Frame<T> {

    /** What {@link #step} gives when it has to wait. */
    static final Object AGAIN = new Object();

    private static final int AWAITED = CLAIMED - 1;

    Operation() {}

    /** The side that it has to itself. */
    abstract Side side();

    /** Whose side that is. */
    abstract Object owner();

    /** Refuses a task of another loop than that to which it belongs. */
    abstract void refuseElsewhere(Strand<?> strand);

    /** Does what can be done without waiting. Gives the value, or {@link #AGAIN}. */
    abstract @Nullable Object step() throws IOException;

    /** Waits until the next step can do something. */
    abstract @Nullable Object await(Strand<?> strand, int room) throws Throwable;

    /** What it does, and with whom, for failures. */
    String doing() {
        return side().doing() + " " + owner();
    }

    /** The failure, with the peer's name. */
    IOException named(IOException failure) {
        return FailureNamer.named(failure, doing());
    }

    /** Called when it has ended, in whatever way. */
    void ended() {}

    @Override
    protected final @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        boolean starts = state == CLAIMED;
        state = RUNNING;
        Side side = side();
        if (starts) {
            // Else two loops could use it at once, as long as there is something to read and room to write.
            refuseElsewhere(strand);
            side.begin(strand, owner());
        }
        boolean suspended = false;
        try {
            if (starts) {
                if (side.mustYield() && Awaits.await(Tasks.yieldNow(), strand, room) == Awaits.SUSPENDED) {
                    suspended = true;
                    return suspend(strand, AWAITED);
                }
            } else {
                var unused = Awaits.resumed(strand);
            }
            Object outcome = step();
            while (outcome == AGAIN) {
                if (await(strand, room) == Awaits.SUSPENDED) {
                    side.waits();
                    suspended = true;
                    return suspend(strand, AWAITED);
                }
                outcome = step();
            }
            return outcome;
        } catch (IOException failure) {
            throw named(failure);
        } finally {
            if (!suspended) {
                side.end();
                ended();
            }
        }
    }
}
