// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.LoopGroup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loops of a group that end between the moment when a connection is given to them and the moment when they would get it. */
@Timeout(60)
class LoopThatEndsTest {

    private static final int CLIENTS = 7;

    private final LinkedBlockingQueue<Throwable> reported = new LinkedBlockingQueue<>();
    private final EventLoop home = EventLoop.builder()
            .name("home")
            .exceptionHandler((task, failure) -> reported.add(failure))
            .start();
    private final LoopGroup group = LoopGroup.builder().size(3).name("loop").start();

    /** Ends loops when it accepts the last client: all others have been given to loops then, and no loop has got one yet. */
    private static final class Ending extends StreamServer<TcpStream> {

        private final List<EventLoop> ending;
        private int accepted;

        Ending(List<EventLoop> ending) throws IOException {
            super(ServerSocketChannel.open()
                    .setOption(StandardSocketOptions.SO_REUSEADDR, true)
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), CLIENTS));
            this.ending = ending;
        }

        @Override
        TcpStream streamOf(SocketChannel channel) throws IOException {
            if (++accepted == CLIENTS) {
                ending.forEach(EventLoop::close);
            }
            return new TcpStream(channel);
        }
    }

    /** What each client has heard: the name of the thread that served it, or nothing. */
    private List<String> served(Ending server) throws Exception {
        int port = ((InetSocketAddress) server.localAddress()).getPort();
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
            client.setSoTimeout(20_000);
            clients.add(client);
        }
        CompletableFuture<Void> serving = home.submit(server.serve(
                group,
                stream -> script().then(v -> stream.write(Thread.currentThread().getName() + "\n"))));
        List<String> heard = new ArrayList<>();
        for (Socket client : clients) {
            try (client;
                    BufferedReader reader = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
                heard.add(String.valueOf(reader.readLine()));
            }
        }
        home.submit(server.closeAsync()).join();
        serving.handle((nothing, failure) -> failure).join();
        assertEquals(0, server.connectionCount());
        group.close();
        home.close();
        return heard;
    }

    @Test
    void theOthersGetItsConnectionsAndItIsReportedOnce() throws Exception {
        List<String> heard = served(new Ending(List.of(group.loops().get(0))));
        assertEquals(
                CLIENTS,
                heard.stream().filter(name -> name.matches("loop-[12]")).count(),
                heard::toString);
        assertInstanceOf(RejectedExecutionException.class, reported.take());
        assertEquals(List.of(), List.copyOf(reported));
    }

    @Test
    void withoutOthersTheConnectionsAreClosedAndEachLoopIsReportedOnce() throws Exception {
        List<String> heard = served(new Ending(group.loops()));
        assertEquals(CLIENTS, heard.stream().filter("null"::equals).count(), heard::toString);
        assertEquals(3, reported.size(), reported::toString);
    }
}
