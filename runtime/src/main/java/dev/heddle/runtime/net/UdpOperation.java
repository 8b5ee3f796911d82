// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.Task;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What is done with a {@link UdpSocket}. */
abstract class UdpOperation<T extends @Nullable Object> extends Operation<T> {

    final UdpSocket socket;
    final ByteBuffer buffer;

    UdpOperation(UdpSocket socket, ByteBuffer buffer) {
        this.socket = socket;
        this.buffer = buffer;
    }

    @Override
    final Object owner() {
        return socket;
    }

    @Override
    final void refuseElsewhere(Strand<?> strand) {
        socket.watched.refuseElsewhere((Task<?>) strand);
    }

    /** See {@link UdpSocket#receive}. */
    static final class Receive extends UdpOperation<InetSocketAddress> {

        Receive(UdpSocket socket, ByteBuffer buffer) {
            super(socket, buffer);
        }

        @Override
        Side side() {
            return socket.receiving;
        }

        @Override
        Object step() throws IOException {
            SocketAddress sender = socket.channel.receive(buffer);
            return sender == null ? AGAIN : sender;
        }

        @Override
        @Nullable
        Object await(Strand<?> strand, int room) throws Throwable {
            return Awaits.await(socket.watched.readable(), strand, room);
        }
    }

    /** See {@link UdpSocket#send(ByteBuffer, InetSocketAddress)}. */
    static final class Send extends UdpOperation<@Nullable Void> {

        private final @Nullable InetSocketAddress target;

        Send(UdpSocket socket, ByteBuffer buffer, @Nullable InetSocketAddress target) {
            super(socket, buffer);
            this.target = target;
        }

        @Override
        Side side() {
            return socket.sending;
        }

        @Override
        String doing() {
            return target == null ? super.doing() : "sending to " + target + " by " + socket;
        }

        @Override
        @Nullable
        Object step() throws IOException {
            if (target != null && target.isUnresolved()) {
                // The JDK's exception says nothing.
                throw new UnknownHostException(
                        target + ": its name was never looked up, or is unknown; Resolver does that");
            }
            boolean empty = !buffer.hasRemaining();
            int sent = target == null ? socket.channel.write(buffer) : socket.channel.send(buffer, target);
            // A datagram goes as a whole or not at all, and may be empty.
            return sent > 0 || empty ? null : AGAIN;
        }

        @Override
        @Nullable
        Object await(Strand<?> strand, int room) throws Throwable {
            return Awaits.await(socket.watched.writable(), strand, room);
        }
    }
}
