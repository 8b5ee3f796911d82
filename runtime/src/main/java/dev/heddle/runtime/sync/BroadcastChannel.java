// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Failure;
import dev.heddle.runtime.codegen.Strand;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A channel whose every value each subscriber gets, those that were sent since it subscribed.
 *
 * <pre>{@code
 * try (var prices = ticker.subscribe()) {
 *     while (await(prices.moveNext())) {
 *         show(prices.current());
 *     }
 * }
 * }</pre>
 *
 * <p>The channel keeps the last values, up to its capacity. When it is full of what some subscriber has not had yet, senders wait for the slowest one; or, with
 * {@link #dropping}, they go on, and the slow ones miss the oldest values, and are told how many. A send reaches all subscribers or, if its wait is cancelled, none. Without
 * subscribers, what is sent is gone. Senders are served first come, first served.
 *
 * <p>All methods may be called from any thread, and awaited on any scheduler. A value is never null.
 *
 * @param <T> the type of the values
 */
public final class BroadcastChannel<T> extends Latch implements AutoCloseable {

    private final WaitQueue senders = new WaitQueue();
    private final Set<Subscription<T>> subscribers = new LinkedHashSet<>();
    private final boolean dropsOldest;
    private final @Nullable Object[] ring;

    /** The number of the value that is sent next; the value n is at n % capacity. */
    private long next;

    private boolean closed;

    private BroadcastChannel(int capacity, boolean dropsOldest) {
        if (capacity < 1) {
            throw new IllegalArgumentException("A broadcast channel can't hold " + capacity + " values");
        }
        this.ring = new Object[capacity];
        this.dropsOldest = dropsOldest;
    }

    /**
     * Makes a channel whose senders wait for the slowest subscriber.
     *
     * @param <T> the type of the values
     * @param capacity how many values a subscriber may be behind, at least 1
     * @return a new channel
     */
    public static <T> BroadcastChannel<T> bounded(int capacity) {
        return new BroadcastChannel<>(capacity, false);
    }

    /**
     * Makes a channel whose senders never wait: a subscriber that is too far behind misses the oldest values.
     *
     * @param <T> the type of the values
     * @param capacity how many values a subscriber may be behind, at least 1
     * @return a new channel
     */
    public static <T> BroadcastChannel<T> dropping(int capacity) {
        return new BroadcastChannel<>(capacity, true);
    }

    /**
     * Begins to listen.
     *
     * @return a subscription, which gets what is sent from now on; to be closed when nobody listens any more
     */
    public Subscription<T> subscribe() {
        latch();
        Subscription<T> subscription = new Subscription<>(this, next);
        if (!closed) {
            subscribers.add(subscription);
        }
        unlatch();
        return subscription;
    }

    /**
     * Sends a value to all subscribers. Nothing is sent before the coroutine is awaited.
     *
     * @param value what to send
     * @return a coroutine that ends when the channel has taken the value
     */
    public Coroutine<@Nullable Void> send(T value) {
        return new BroadcastSend<>(this, Objects.requireNonNull(value, "value"));
    }

    /**
     * Sends a value to all subscribers if that needs no wait.
     *
     * @param value what to send
     * @return false if a subscriber is too far behind
     * @throws ChannelException.Closed if the channel was closed
     */
    public boolean trySend(T value) {
        return sendOr(Objects.requireNonNull(value, "value"), null, null);
    }

    /** Ends the sending. Senders that wait get {@link ChannelException.Closed}; subscribers get what they have not had yet, and then their iteration ends. */
    @Override
    public void close() {
        WaitQueue refused = new WaitQueue();
        WaitQueue ended = new WaitQueue();
        latch();
        closed = true;
        senders.claimAll(refused);
        subscribers.forEach(each -> each.waiting().claimAll(ended));
        unlatch();
        refused.completeAll(Failure.of(closedNow()));
        ended.completeAll(false);
    }

    @Override
    public String toString() {
        return "BroadcastChannel[" + subscribers.size() + " subscribers, " + senders.size() + " sending"
                + (closed ? ", closed]" : "]");
    }

    private static ChannelException.Closed closedNow() {
        return new ChannelException.Closed("Nothing can be sent: the broadcast channel was closed");
    }

    /** Says false, and has the place join if there is one, if a subscriber is too far behind. */
    private boolean sendOr(T value, @Nullable Place place, @Nullable Strand<?> strand) {
        List<Waiter> served = new ArrayList<>(0);
        boolean sent;
        latch();
        try {
            if (closed) {
                throw closedNow();
            }
            sent = (dropsOldest || hasRoom()) && senders.isEmpty();
            if (sent) {
                put(value, served);
            } else if (place != null && strand != null) {
                place.join(senders, strand);
            }
        } finally {
            unlatch();
        }
        served.forEach(waiter -> waiter.complete(true));
        return sent;
    }

    private boolean hasRoom() {
        for (Subscription<T> each : subscribers) {
            if (next - each.position() >= ring.length) {
                return false;
            }
        }
        return true;
    }

    /** Keeps a value, and serves the subscribers that wait for it. Holding the latch. */
    private void put(T value, List<Waiter> served) {
        if (!subscribers.isEmpty()) {
            ring[(int) (next % ring.length)] = value;
        }
        next++;
        for (Subscription<T> each : subscribers) {
            Waiter waiter = each.waiting().claimFirst();
            if (waiter != null) {
                each.take(value, 0);
                served.add(waiter);
            }
        }
    }

    /** Moves a subscription on to its next value. Gives null if it has to wait, for which the place joins if there is one. */
    @Nullable
    @SuppressWarnings("unchecked") // only values are in the ring
    Boolean move(Subscription<T> subscription, @Nullable Place place, @Nullable Strand<?> strand) {
        Boolean moved = null;
        WaitQueue sent = new WaitQueue();
        List<Waiter> served = new ArrayList<>(0);
        latch();
        if (!subscribers.contains(subscription)) {
            moved = false;
        } else if (subscription.position() < next) {
            long missed = Math.max(0, next - ring.length - subscription.position());
            int index = (int) ((subscription.position() + missed) % ring.length);
            subscription.take((T) Objects.requireNonNull(ring[index]), missed);
            moved = true;
            follow(sent, served);
        } else if (closed) {
            moved = false;
        } else if (place != null && strand != null) {
            place.join(subscription.waiting(), strand);
        }
        unlatch();
        sent.completeAll(null);
        served.forEach(waiter -> waiter.complete(true));
        return moved;
    }

    /** Has senders follow up who waited for a subscriber that has moved on, or gone. Holding the latch. */
    private void follow(WaitQueue sent, List<Waiter> served) {
        while (!senders.isEmpty() && hasRoom()) {
            Waiter sender = senders.claimFirst();
            if (sender instanceof BroadcastSend.At<?> waiting) {
                putOf(waiting, served);
                sent.add(sender);
            }
        }
    }

    @SuppressWarnings("unchecked") // only senders of this channel queue there
    private void putOf(BroadcastSend.At<?> sender, List<Waiter> served) {
        put((T) sender.value, served);
    }

    void unsubscribe(Subscription<T> subscription) {
        WaitQueue ended = new WaitQueue();
        latch();
        if (subscribers.remove(subscription)) {
            subscription.waiting().claimAll(ended);
        }
        followAndUnlatch();
        ended.completeAll(false);
    }

    private void followAndUnlatch() {
        WaitQueue sent = new WaitQueue();
        List<Waiter> served = new ArrayList<>(0);
        follow(sent, served);
        unlatch();
        sent.completeAll(null);
        served.forEach(waiter -> waiter.complete(true));
    }

    @Override
    @SuppressWarnings("unchecked") // places are this channel's
    void queue(Place place, Strand<?> strand) {
        try {
            if (sendOr(((BroadcastSend.At<T>) place).value, place, strand)) {
                place.serve(strand, null);
            }
        } catch (ChannelException refusal) {
            place.serve(strand, Failure.of(refusal));
        }
    }

    @Override
    void leave(Place place, Strand<?> strand) {
        latch();
        senders.remove(place);
        // Somebody may have queued up behind it although there was room.
        followAndUnlatch();
    }
}
