// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.runtime.codegen.Failure;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/** A receiver that waits at a channel. */
class ReceivePlace<T> extends Place {

    private final Exchange<T> exchange;

    /** Whether {@link Spares} may give it to the next one. */
    boolean idle;

    ReceivePlace(Exchange<T> exchange) {
        super(exchange);
        this.exchange = exchange;
    }

    @Override
    protected final boolean arm(Strand<?> strand) {
        exchange.queueReceiver(this, strand);
        return true;
    }

    /** Makes the wait's outcome of a value. Called once, after the receiver has been claimed. */
    Object received(T value) {
        return value;
    }

    /** Makes the wait's outcome of the channel's end. */
    Object refused(ChannelException why) {
        return Failure.of(why);
    }

    /** As it may stay with the channel, it must not hold a strand that no longer waits. */
    @Override
    void complete(@Nullable Object outcome) {
        Strand<?> who = strand();
        forget();
        serve(who, outcome);
    }

    /** Called, holding the latch, when the receiver has been woken for good, on its own thread. */
    void recycle() {
        exchange.spares.keep(this, strand());
        forget();
    }
}
