// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/** A sender that waits at a channel, and what it sends. */
class SendPlace<T> extends Place {

    private final Exchange<T> exchange;

    /** Null only in a place that is kept for the next wait. */
    @Nullable
    T value;

    SendPlace(Exchange<T> exchange) {
        super(exchange);
        this.exchange = exchange;
    }

    @Override
    protected final boolean arm(Strand<?> strand) {
        exchange.queueSender(this, strand);
        return true;
    }

    /** Called, holding the latch, when the sender has been woken for good, on its own thread. */
    void recycle() {
        value = null;
        exchange.spares.keep(this, strand());
        forget();
    }
}
