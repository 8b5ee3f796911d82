// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.Coroutine;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A connection by a Unix domain socket: to a process on this machine, by way of a file. */
public final class UnixStream extends SocketStream {

    UnixStream(SocketChannel channel, @Nullable Throwable place) throws IOException {
        super(channel, place);
    }

    /**
     * Connects to a server. If more connections wait there to be accepted than its backlog has room for, this waits as well.
     *
     * @param path the socket's file
     * @return a coroutine that gives the connection
     * @throws IOException at the await, if nobody listens there
     */
    public static Coroutine<UnixStream> connect(Path path) throws IOException {
        return new ConnectUnix(UnixDomainSocketAddress.of(path));
    }

    @Override
    String describe(SocketAddress local, SocketAddress remote) {
        return "UnixStream[" + local + " -> " + remote + "]";
    }
}
