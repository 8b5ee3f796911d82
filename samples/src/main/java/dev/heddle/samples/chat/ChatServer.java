// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.chat;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;
import static dev.heddle.runtime.Tasks.gather;

import dev.heddle.Async;
import dev.heddle.AsyncCloseable;
import dev.heddle.Coroutine;
import dev.heddle.runtime.net.TcpServer;
import dev.heddle.runtime.net.TcpStream;
import dev.heddle.runtime.net.Tls;
import dev.heddle.runtime.net.TlsStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A room with two doors: plain TCP, and TLS. */
final class ChatServer implements AsyncCloseable {

    private static final int MOST_MEMBERS = 5_000;

    private final TcpServer plain;
    private final TcpServer secure;
    private final Tls tls;
    private final Room room;
    private final Duration patience;

    private ChatServer(TcpServer plain, TcpServer secure, Tls tls, Room room, Duration patience) {
        this.plain = plain;
        this.secure = secure;
        this.tls = tls;
        this.room = room;
        this.patience = patience;
    }

    /**
     * Binds both doors.
     *
     * @param port that of the plain one; the one for TLS is the next, or both are free ones if it is 0
     * @param tls the server's side of TLS
     * @param room where the members meet
     * @param patience how long a member may take to say a name, and to take a line
     */
    static ChatServer bind(int port, Tls tls, Room room, Duration patience) throws IOException {
        TcpServer plain = TcpServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        try {
            int next = port == 0 ? 0 : port + 1;
            TcpServer secure = TcpServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), next));
            plain.setConnectionLimit(MOST_MEMBERS);
            secure.setConnectionLimit(MOST_MEMBERS);
            return new ChatServer(plain, secure, tls, room, patience);
        } catch (IOException failure) {
            plain.stop();
            throw failure;
        }
    }

    int plainPort() throws IOException {
        return plain.port();
    }

    int securePort() throws IOException {
        return secure.port();
    }

    /** Serves until it is closed. */
    @Async
    Coroutine<Void> serve() throws IOException {
        await(gather(plain.serve(this::welcome), secure.serve(this::upgrade)));
        return done();
    }

    private Coroutine<Void> welcome(TcpStream stream) {
        return new Session(stream, room, patience).run();
    }

    @Async
    private Coroutine<Void> upgrade(TcpStream stream) throws IOException {
        try (TlsStream upgraded = await(tls.upgrade(stream))) {
            await(new Session(upgraded, room, patience).run());
        }
        return done();
    }

    @Async
    @Override
    public Coroutine<Void> closeAsync() {
        await(gather(plain.closeAsync(), secure.closeAsync()));
        return done();
    }
}
