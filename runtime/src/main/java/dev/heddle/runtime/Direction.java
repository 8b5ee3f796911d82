// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Failure;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Instant;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.codegen.Suspension;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The wait of one task for reading from, or writing to, a {@link WatchedChannel}. The same object serves one wait after another. Confined to the channel's loop. */
final class Direction extends Suspension {

    final Ready coroutine = new Ready(this);

    private final WatchedChannel channel;
    private final String verb;
    private @Nullable Strand<?> waiter;

    Direction(WatchedChannel channel, String verb) {
        this.channel = channel;
        this.verb = verb;
    }

    @Override
    protected boolean arm(Strand<?> strand) {
        refuseIfBusy();
        try {
            channel.await(this, strand);
        } catch (IOException failure) {
            throw Failure.of(failure).rethrow();
        }
        waiter = strand;
        return true;
    }

    @Override
    protected void disarm(Strand<?> strand) {
        waiter = null;
        channel.cancelled(this);
    }

    boolean isBusy() {
        return waiter != null;
    }

    void refuseIfBusy() {
        if (waiter != null) {
            throw new IllegalStateException(
                    waiter + " waits already to " + verb + ", and only one task at a time may: " + channel);
        }
    }

    /** Wakes the task that waits. On its loop, so no code of others runs. */
    void wake(@Nullable Object outcome) {
        Strand<?> woken = waiter;
        if (woken != null) {
            waiter = null;
            wake(woken, outcome);
        }
    }

    @Override
    public String toString() {
        return channel + " to " + verb;
    }

    /** The coroutine of the wait. */
    @FrameTable(
            format = 1,
            type = "dev.heddle.runtime.WatchedChannel",
            method = "ready",
            descriptor = "()Ldev/heddle/Coroutine;",
            file = "WatchedChannel.java",
            lines = {},
            awaits = {},
            kept = {})
    static final class Ready extends Instant<@Nullable Void> {

        private final Direction direction;

        Ready(Direction direction) {
            this.direction = direction;
        }

        @Override
        protected Object attempt(Strand<?> strand) {
            return Awaits.suspendOn(direction, strand);
        }

        @Override
        public String toString() {
            return "Coroutine[" + direction + "]";
        }
    }
}
