// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.AsyncIterator;
import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Failure;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/** Receives from a channel until its end. The coroutine of a step keeps nothing, and its place is used again, so that an iteration makes no garbage. */
final class ChannelIterator<T> implements AsyncIterator<T> {

    private final Exchange<T> channel;
    private final Step<T> step = new Step<>(this);
    private @Nullable Turn<T> spare;
    private @Nullable T current;

    ChannelIterator(Exchange<T> channel) {
        this.channel = channel;
    }

    @Override
    public Coroutine<Boolean> moveNext() {
        return step;
    }

    @Override
    public T current() {
        T value = current;
        if (value == null) {
            throw new IllegalStateException("The iteration has no current element: before the first moveNext(), during"
                    + " one, or after the end");
        }
        return value;
    }

    private Object move(Strand<?> strand) {
        T value;
        try {
            value = channel.receiveNow();
        } catch (ChannelException end) {
            current = null;
            return ended(end);
        }
        current = value;
        if (value != null) {
            return true;
        }
        Turn<T> turn = spare;
        spare = null;
        return Awaits.suspendOn(turn == null ? new Turn<>(this) : turn, strand);
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

    private static final class Step<T> extends Instant<Boolean> {

        private final ChannelIterator<T> iterator;

        Step(ChannelIterator<T> iterator) {
            this.iterator = iterator;
        }

        @Override
        Object attempt(Strand<?> strand) {
            return iterator.move(strand);
        }

        @Override
        public String toString() {
            return "Coroutine[" + iterator.channel + ".iterator().moveNext()]";
        }
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
