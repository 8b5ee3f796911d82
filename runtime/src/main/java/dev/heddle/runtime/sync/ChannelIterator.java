// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.runtime.codegen.Failure;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/** Receives from a channel until its end. The place of a step is used again, so that an iteration makes no garbage. */
final class ChannelIterator<T> extends Iteration<T> {

    private final Exchange<T> channel;

    /** For the next step that waits: only there where the loop has woken the last one itself. */
    private @Nullable Turn<T> spare;

    /** Where the last one has waited. */
    private @Nullable Turn<T> last;

    ChannelIterator(Exchange<T> channel) {
        this.channel = channel;
    }

    @Override
    Object move(Strand<?> strand) {
        T value;
        try {
            value = channel.receiveIfThere(strand);
        } catch (ChannelException end) {
            current = null;
            return ended(end);
        }
        current = value;
        if (value != null) {
            return true;
        }
        Turn<T> turn = spare == null ? new Turn<>(this) : spare;
        spare = null;
        last = turn;
        return waitAt(turn, strand);
    }

    @Override
    boolean isWaiting() {
        Turn<T> turn = last;
        return turn != null && channel.isReceiving(turn);
    }

    @Override
    String name() {
        return channel.toString();
    }

    /** False if that is the end, or else throws. */
    private static Boolean ended(ChannelException end) {
        if (end instanceof ChannelException.Ended) {
            Throwable cause = end.getCause();
            if (cause != null) {
                throw Failure.of(cause).rethrow();
            }
            return false;
        }
        throw end;
    }

    /** Waits for the next element, or the end. */
    private static final class Turn<T> extends ReceivePlace<T> {

        private final ChannelIterator<T> iterator;

        Turn(ChannelIterator<T> iterator) {
            super(iterator.channel);
            this.iterator = iterator;
        }

        @Override
        Object received(T value) {
            iterator.current = value;
            return true;
        }

        @Override
        Object refused(ChannelException why) {
            try {
                return ended(why);
            } catch (Throwable failure) {
                return Failure.of(failure);
            }
        }

        @Override
        void recycle() {
            forget();
            iterator.spare = this;
        }
    }
}
