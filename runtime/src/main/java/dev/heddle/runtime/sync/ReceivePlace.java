// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.runtime.codegen.Failure;
import org.jspecify.annotations.Nullable;

/** A receiver that waits at a channel. */
class ReceivePlace<T> extends Place {

    private final Exchange<T> exchange;

    ReceivePlace(Exchange<T> exchange) {
        super(exchange);
        this.exchange = exchange;
    }

    /** Makes the wait's outcome of a value. Called once, after the receiver has been claimed. */
    Object received(T value) {
        return value;
    }

    /** Makes the wait's outcome of the channel's end. */
    @Nullable
    Object refused(ChannelException why) {
        return Failure.of(why);
    }

    /** Called, holding the latch, when the receiver has been woken for good. */
    void recycle() {
        forget();
        exchange.spareReceiver = this;
    }
}
