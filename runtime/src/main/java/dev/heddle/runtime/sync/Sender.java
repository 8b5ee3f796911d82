// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.Coroutine;
import dev.heddle.Registration;
import dev.heddle.runtime.codegen.Origins;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One producer's end of a {@link Channel}: {@link Channel#sender()} opens it. When all have been closed, the channel is closed. From any thread.
 *
 * @param <T> the type of the values
 */
public final class Sender<T> implements AutoCloseable {

    private final Channel<T> channel;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Registration opened;

    Sender(Channel<T> channel) {
        this.channel = channel;
        this.opened = Origins.opened(this);
        channel.openSender();
    }

    /**
     * Sends as {@link Channel#send} does.
     *
     * @param value what to send
     * @return a coroutine that ends when a receiver or the channel has taken the value
     * @throws ChannelException.Closed if this handle was closed
     */
    public Coroutine<@Nullable Void> send(T value) {
        refuseIfClosed();
        return channel.send(value);
    }

    /**
     * Sends as {@link Channel#trySend} does.
     *
     * @param value what to send
     * @return false if that needed a wait
     * @throws ChannelException if this handle, or the channel, was closed, or that was abandoned
     */
    public boolean trySend(T value) {
        refuseIfClosed();
        return channel.trySend(value);
    }

    private void refuseIfClosed() {
        if (closed.get()) {
            throw new ChannelException.Closed("Nothing can be sent: this sender was closed");
        }
    }

    /** Closes this handle and, if it was the last, the channel. Closing twice does nothing. */
    @Override
    public void close() {
        opened.detach();
        if (closed.compareAndSet(false, true) && channel.closeSender()) {
            channel.close();
        }
    }
}
