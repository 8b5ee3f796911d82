// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Instant;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link BroadcastChannel#send}. */
final class BroadcastSend<T> extends Instant<@Nullable Void> {

    // Not final: see Frame.
    private BroadcastChannel<T> channel;
    private T value;

    BroadcastSend(BroadcastChannel<T> channel, T value) {
        this.channel = channel;
        this.value = value;
    }

    @Override
    protected @Nullable Object attempt(Strand<?> strand) {
        return channel.trySend(value) ? null : Awaits.suspendOn(new At<>(channel, value), strand);
    }

    @Override
    protected Instant<@Nullable Void> again() {
        return new BroadcastSend<>(channel, value);
    }

    @Override
    protected void usedAgain() {
        throw new IllegalStateException(
                this + " was used a second time: it is single-use. Call send again to send again");
    }

    @Override
    public String toString() {
        return "Coroutine[dev.heddle.runtime.sync.BroadcastChannel.send]";
    }

    /** A sender that waits. */
    static final class At<T> extends Place {

        final T value;

        At(BroadcastChannel<T> channel, T value) {
            super(channel);
            this.value = value;
        }
    }
}
