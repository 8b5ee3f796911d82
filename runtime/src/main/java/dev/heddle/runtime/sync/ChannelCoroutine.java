// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/**
 * The coroutines of a {@link Channel}'s methods. Receiving keeps no state, so one object serves all. A send keeps its value, and can be used but once; as its code is small
 * and the object goes nowhere, the JIT compiler takes it apart where it is awaited at once.
 *
 * @param <R> what it gives
 */
abstract class ChannelCoroutine<R extends @Nullable Object> extends Instant<R> {

    final Exchange<?> channel;
    private final String method;

    ChannelCoroutine(Exchange<?> channel, String method) {
        this.channel = channel;
        this.method = method;
    }

    @Override
    public String toString() {
        return "Coroutine[dev.heddle.runtime.sync.Channel." + method + ", " + channel + "]";
    }

    static final class Send<T> extends ChannelCoroutine<@Nullable Void> {

        private final Exchange<T> exchange;
        private final T value;

        Send(Exchange<T> exchange, T value) {
            super(exchange, "send");
            this.exchange = exchange;
            this.value = value;
        }

        @Override
        @Nullable
        Object attempt(Strand<?> strand) {
            state = RUNNING;
            return exchange.send(value, strand);
        }

        @Override
        protected void usedAgain() {
            throw new IllegalStateException(
                    this + " was used a second time: it is single-use. Call send again to send again");
        }
    }

    static final class Receive<T> extends ChannelCoroutine<T> {

        Receive(Exchange<T> exchange) {
            super(exchange, "receive");
        }

        @Override
        Object attempt(Strand<?> strand) {
            return channel.receive(strand);
        }
    }

    static final class Join extends ChannelCoroutine<@Nullable Void> {

        Join(Exchange<?> exchange) {
            super(exchange, "join");
        }

        @Override
        @Nullable
        Object attempt(Strand<?> strand) {
            return channel.join(strand);
        }
    }
}
