// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.runtime.codegen.Instant;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/** The coroutines of a {@link Channel}'s methods. Receiving and joining keep no state, so one object serves all. */
final class ChannelCoroutine {

    private ChannelCoroutine() {}

    private static String name(Exchange<?> channel, String method) {
        return "Coroutine[dev.heddle.runtime.sync.Channel." + method + ", " + channel + "]";
    }

    /**
     * A send keeps its value, and can be used but once. Its code is small and the object goes nowhere, so that the JIT compiler can take it apart where it is awaited at
     * once.
     */
    static final class Send<T> extends Instant<@Nullable Void> {

        // Not final: see Frame.
        private Exchange<T> channel;
        private T value;

        Send(Exchange<T> channel, T value) {
            this.channel = channel;
            this.value = value;
        }

        @Override
        protected @Nullable Object attempt(Strand<?> strand) {
            return channel.send(value, strand);
        }

        @Override
        protected Instant<@Nullable Void> again() {
            return new Send<>(channel, value);
        }

        @Override
        protected void usedAgain() {
            throw new IllegalStateException(
                    this + " was used a second time: it is single-use. Call send again to send again");
        }

        @Override
        public String toString() {
            return name(channel, "send");
        }
    }

    static final class Receive<T> extends Instant<T> {

        private final Exchange<T> channel;

        Receive(Exchange<T> channel) {
            this.channel = channel;
        }

        @Override
        protected Object attempt(Strand<?> strand) {
            return channel.receive(strand);
        }

        @Override
        public String toString() {
            return name(channel, "receive");
        }
    }

    static final class Join extends Instant<@Nullable Void> {

        private final Exchange<?> channel;

        Join(Exchange<?> channel) {
            this.channel = channel;
        }

        @Override
        protected @Nullable Object attempt(Strand<?> strand) {
            return channel.join(strand);
        }

        @Override
        public String toString() {
            return name(channel, "join");
        }
    }
}
