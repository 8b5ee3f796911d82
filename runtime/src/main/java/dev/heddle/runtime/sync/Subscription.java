// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.Registration;
import dev.heddle.runtime.codegen.Origins;
import dev.heddle.runtime.codegen.Strand;

/**
 * A subscriber's side of a {@link BroadcastChannel}: an iterator over what is sent. It is used by one task at a time: a second one that calls {@code moveNext()} while
 * the first is in it gets an {@link IllegalStateException}. {@link #close()} may be called from any thread.
 *
 * @param <T> the type of the values
 */
public final class Subscription<T> extends Iteration<T> implements AutoCloseable {

    private final BroadcastChannel<T> channel;
    private final WaitQueue waiting = new WaitQueue();
    private final Line<T> line = new Line<>(this);

    private final Registration opened;

    /** The number of the value that comes next. This and what follows is guarded by the channel's latch. */
    private long position;

    private long missed;

    Subscription(BroadcastChannel<T> channel, long position) {
        this.channel = channel;
        this.position = position;
        this.opened = Origins.opened(this);
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
        opened.detach();
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

    @Override
    Object move(Strand<?> strand) {
        current = null;
        Boolean moved = channel.move(this, null, null);
        if (moved == null) {
            return waitAt(new Place(line), strand);
        }
        if (!moved) {
            // There is nothing left to be closed.
            opened.detach();
        }
        return moved;
    }

    @Override
    boolean isWaiting() {
        channel.latch();
        boolean queued = !waiting.isEmpty();
        channel.unlatch();
        return queued;
    }

    @Override
    String name() {
        return channel.toString();
    }

    /** Where the task queues that waits for the next value. */
    private static final class Line<T> extends Queueing {

        private final Subscription<T> subscription;

        Line(Subscription<T> subscription) {
            this.subscription = subscription;
        }

        @Override
        void queue(Place place, Strand<?> strand) {
            Boolean moved = subscription.channel.move(subscription, place, strand);
            if (moved != null) {
                place.serve(strand, moved);
            }
        }

        @Override
        void leave(Place place, Strand<?> strand) {
            subscription.channel.latch();
            subscription.waiting.remove(place);
            subscription.channel.unlatch();
        }

        @Override
        public String toString() {
            return subscription.name();
        }
    }
}
