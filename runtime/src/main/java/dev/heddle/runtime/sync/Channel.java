// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.AsyncIterable;
import dev.heddle.AsyncIterator;
import dev.heddle.Coroutine;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A queue between tasks, or between threads and tasks.
 *
 * <pre>{@code
 * Channel<Page> pages = Channel.bounded(64);
 *
 * await(pages.send(page));                // a producer; waits while the channel is full
 * pages.close();
 *
 * var each = pages.iterator();            // a consumer; ends when the channel is closed, and empty
 * while (await(each.moveNext())) {
 *     index(each.current());
 * }
 * }</pre>
 *
 * <p>Senders and receivers are served first come, first served. A value that is sent while a receiver waits is that receiver's from then on: no other can snatch it. A send
 * or receive whose wait is cancelled has not happened; one that had happened before the cancellation returns, and the next await is cancelled, so no value is ever lost on
 * the way.
 *
 * <p>Both ends can be closed. {@link #close} is the senders' word: what was sent can still be received, and then receivers get {@link ChannelException.Ended}, and
 * iterations end. {@link #abandon} is the receivers' word: senders get {@link ChannelException.Broken}. Whoever uses an end that their own side has closed gets
 * {@link ChannelException.Closed}.
 *
 * <p>All methods may be called from any thread, and awaited on any scheduler, unless the channel is {@link #local}; what was done before a send happens before what follows
 * its receipt. A value is never null.
 *
 * @param <T> the type of the values
 */
public final class Channel<T> extends Exchange<T> implements AsyncIterable<T>, AutoCloseable {

    private final String kind;
    // Of its own type, so that the JIT compiler knows what is awaited.
    private final ChannelCoroutine.Receive<T> receipt = new ChannelCoroutine.Receive<>(this);

    private Channel(String kind, Buffer<T> buffer) {
        this(kind, buffer, true);
    }

    private Channel(String kind, Buffer<T> buffer, boolean shared) {
        super(buffer, shared);
        this.kind = kind;
    }

    /**
     * Makes a channel that holds some values: senders wait while it is full.
     *
     * @param <T> the type of the values
     * @param capacity how many values it holds at most, at least 1
     * @return a new channel
     */
    public static <T> Channel<T> bounded(int capacity) {
        return new Channel<>("bounded", new Buffer.Ring<>(checked(capacity)));
    }

    /**
     * Makes a channel that holds nothing: each sender waits for a receiver, and each receiver for a sender.
     *
     * @param <T> the type of the values
     * @return a new channel
     */
    public static <T> Channel<T> rendezvous() {
        return new Channel<>("rendezvous", new Buffer.Ring<>(0));
    }

    /**
     * Makes a channel that holds as many values as there is memory for: senders never wait.
     *
     * @param <T> the type of the values
     * @return a new channel
     */
    public static <T> Channel<T> unbounded() {
        return new Channel<>("unbounded", new Buffer.Ring<>(Integer.MAX_VALUE));
    }

    /**
     * Makes a channel that holds the value that was sent last: senders never wait, and a value that nobody has received gives way to the next. For states of which only
     * the present one matters.
     *
     * @param <T> the type of the values
     * @return a new channel
     */
    public static <T> Channel<T> conflated() {
        return new Channel<>("conflated", new Buffer.Latest<>());
    }

    /**
     * Makes a channel that gives the least value first, and equal ones in the order in which they were sent. Senders never wait.
     *
     * @param <T> the type of the values
     * @param order compares them; it must be quick, for it is called under a spin lock, on the threads of senders and receivers
     * @return a new channel
     */
    public static <T> Channel<T> priority(Comparator<? super T> order) {
        return priority(Integer.MAX_VALUE, order);
    }

    /**
     * Makes a channel as {@link #priority(Comparator)} does that holds some values: senders wait while it is full.
     *
     * @param <T> the type of the values
     * @param capacity how many values it holds at most, at least 1
     * @param order compares them
     * @return a new channel
     */
    public static <T> Channel<T> priority(int capacity, Comparator<? super T> order) {
        return new Channel<>("priority", new Buffer.Heap<>(checked(capacity), Objects.requireNonNull(order, "order")));
    }

    /**
     * Makes a channel that gives the value that was sent last first. Senders never wait.
     *
     * @param <T> the type of the values
     * @return a new channel
     */
    public static <T> Channel<T> stack() {
        return stack(Integer.MAX_VALUE);
    }

    /**
     * Makes a channel as {@link #stack()} does that holds some values: senders wait while it is full, first come, first served.
     *
     * @param <T> the type of the values
     * @param capacity how many values it holds at most, at least 1
     * @return a new channel
     */
    public static <T> Channel<T> stack(int capacity) {
        return new Channel<>("stack", new Buffer.Stack<>(checked(capacity)));
    }

    /**
     * Makes a channel for the tasks of one scheduler: the one whose task, or action, first uses it. On an event loop it then needs no atomic operation, which is half of the
     * time that a value takes through a channel that threads share. Whoever uses it from elsewhere gets an {@link IllegalStateException}.
     *
     * @param <T> the type of the values
     * @param capacity how many values it holds before senders wait; 0 for one that holds nothing, as {@link #rendezvous} makes
     * @return a new channel
     */
    public static <T> Channel<T> local(int capacity) {
        return new Channel<>("local", new Buffer.Ring<>(capacity == 0 ? 0 : checked(capacity)), false);
    }

    private static int checked(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException(
                    "A channel can't hold " + capacity + " values; one that holds none is a rendezvous()");
        }
        return capacity;
    }

    /**
     * Sends a value. Nothing is sent before the coroutine is awaited.
     *
     * @param value what to send
     * @return a coroutine that ends when a receiver or the channel has taken the value
     */
    public Coroutine<@Nullable Void> send(T value) {
        return new ChannelCoroutine.Send<>(this, Objects.requireNonNull(value, "value"));
    }

    /**
     * Receives a value.
     *
     * @return a coroutine that gives the next value; always the same one
     */
    public Coroutine<T> receive() {
        return receipt;
    }

    /**
     * Sends a value if that needs no wait.
     *
     * @param value what to send
     * @return false if the channel is full, or no receiver waits at one that holds nothing
     * @throws ChannelException if the channel was closed or abandoned
     */
    public boolean trySend(T value) {
        check();
        return sendNow(Objects.requireNonNull(value, "value"));
    }

    /**
     * Receives a value if that needs no wait.
     *
     * @return the value, or null if there is none
     * @throws ChannelException if the channel was abandoned, or was closed and is empty
     */
    public @Nullable T tryReceive() {
        check();
        return receiveNow();
    }

    /** Ends the sending. Senders that wait get {@link ChannelException.Closed}; receivers get what is left, and then {@link ChannelException.Ended}. Closing twice does nothing. */
    @Override
    public void close() {
        check();
        end(null);
    }

    /**
     * Ends the sending for a reason: the one that {@link ChannelException.Ended} has as its cause, and which an iteration throws at its end.
     *
     * @param cause why nothing more will come
     */
    public void close(Throwable cause) {
        check();
        end(Objects.requireNonNull(cause, "cause"));
    }

    /**
     * Ends the receiving: nobody wants what is still to come. Senders, those who wait included, get {@link ChannelException.Broken}; receivers get
     * {@link ChannelException.Closed}.
     *
     * @return what was left in the channel, for the caller to dispose of; empty when called once more
     */
    public List<T> abandon() {
        check();
        return drop();
    }

    /**
     * Waits until everything that has been sent is done with: for each value {@link #taskDone} was called, or it was dropped by {@link #abandon}.
     *
     * @return a coroutine that ends then
     */
    public Coroutine<@Nullable Void> join() {
        return new ChannelCoroutine.Join(this);
    }

    /**
     * Says that one value that was received is done with, for those who {@link #join}.
     *
     * @throws IllegalStateException if it is called more often than values were sent
     */
    public void taskDone() {
        finishOne();
    }

    /**
     * Iterates over what is received from now on: each value goes to one receiver, whatever iterators there are. An iterator is for
     * one task at a time: a second one that calls {@code moveNext()} while the first is in it gets an {@link IllegalStateException}. Ends when the channel was closed and is empty, normally or
     * with what it was closed with.
     *
     * @return a new iterator
     */
    @Override
    public AsyncIterator<T> iterator() {
        return new ChannelIterator<>(this);
    }

    /**
     * Opens a handle to send by: when all handles that were opened so have been closed, the channel is closed. For several producers, of which none knows whether it is the
     * last.
     *
     * @return a new handle
     */
    public Sender<T> sender() {
        return new Sender<>(this);
    }

    /**
     * Counts the values that are held. Others may have changed it by the time this returns.
     *
     * @return how many were sent and not received, without those whose senders wait
     */
    public int size() {
        check();
        return held();
    }

    /**
     * Tells whether the channel was closed or abandoned, so that nothing can be sent.
     *
     * @return true if so; there may be values left to receive
     */
    public boolean isClosed() {
        check();
        guard();
        boolean over = isOver();
        exit();
        return over;
    }

    @Override
    public String toString() {
        return "Channel[" + kind + ", " + buffer.size() + " held, " + senders.size() + " sending, " + receivers.size()
                + " receiving" + (isOver() ? ", closed]" : "]");
    }
}
