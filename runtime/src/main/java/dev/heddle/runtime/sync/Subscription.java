// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.AsyncIterator;
import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber's side of a {@link BroadcastChannel}: an iterator over what is sent. It is used by one task at a time; {@link #close()} may be called from any thread.
 *
 * @param <T> the type of the values
 */
public final class Subscription<T> extends Queueing implements AsyncIterator<T>, AutoCloseable {

    private final BroadcastChannel<T> channel;
    private final WaitQueue waiting = new WaitQueue();
    private final Step<T> step = new Step<>(this);

    /** The number of the value that comes next. This and what follows is guarded by the channel's latch. */
    private long position;

    private long missed;
    private @Nullable T current;

    Subscription(BroadcastChannel<T> channel, long position) {
        this.channel = channel;
        this.position = position;
    }

    @Override
    public Coroutine<Boolean> moveNext() {
        return step;
    }

    @Override
    public T current() {
        T value = current;
        if (value == null) {
            throw new IllegalStateException("The subscription has no current value: before the first moveNext(), during"
                    + " one, or after the end");
        }
        return value;
    }

    /**
     * Counts the values that were sent and have been dropped before this subscriber came to them.
     *
     * @return how many, since it subscribed; 0 on a channel whose senders wait
     */
    public long missed() {
        channel.latch();
        long now = missed;
        channel.unlatch();
        return now;
    }

    /** Stops listening: senders don't wait for this subscriber any more, and the iteration ends. Closing twice does nothing. */
    @Override
    public void close() {
        channel.unsubscribe(this);
    }

    WaitQueue waiting() {
        return waiting;
    }

    long position() {
        return position;
    }

    /** Goes on to a value, leaving out some that are not there any more. */
    void take(T value, long skipped) {
        current = value;
        position += skipped + 1;
        missed += skipped;
    }

    private Object move(Strand<?> strand) {
        current = null;
        Boolean moved = channel.move(this, null, null);
        return moved != null ? moved : Awaits.suspendOn(new Place(this), strand);
    }

    @Override
    void queue(Place place, Strand<?> strand) {
        Boolean moved = channel.move(this, place, strand);
        if (moved != null) {
            place.serve(strand, moved);
        }
    }

    @Override
    void leave(Place place, Strand<?> strand) {
        channel.latch();
        waiting.remove(place);
        channel.unlatch();
    }

    private static final class Step<T> extends Instant<Boolean> {

        private final Subscription<T> subscription;

        Step(Subscription<T> subscription) {
            this.subscription = subscription;
        }

        @Override
        Object attempt(Strand<?> strand) {
            return subscription.move(strand);
        }

        @Override
        public String toString() {
            return "Coroutine[dev.heddle.runtime.sync.Subscription.moveNext]";
        }
    }
}
