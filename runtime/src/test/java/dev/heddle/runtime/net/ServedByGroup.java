// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static dev.heddle.runtime.Script.script;

import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.LoopGroup;
import dev.heddle.runtime.Tasks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/** A server on a loop called home, a group of three loops called loop-0 and so on, and blocking clients. */
final class ServedByGroup implements AutoCloseable {

    final LinkedBlockingQueue<Throwable> unheard = new LinkedBlockingQueue<>();
    final List<Client> clients = new ArrayList<>();
    final EventLoop home;
    final LoopGroup group;
    final TcpServer server;
    private final int port;

    ServedByGroup() throws IOException {
        home = EventLoop.builder()
                .name("home")
                .exceptionHandler((task, failure) -> unheard.add(failure))
                .start();
        group = LoopGroup.builder()
                .size(3)
                .name("loop")
                .configure(each -> each.exceptionHandler((task, failure) -> unheard.add(failure)))
                .start();
        server = TcpServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = server.port();
    }

    record Client(Socket socket, BufferedReader reader) {

        String line() throws IOException {
            return reader.readLine();
        }

        void send(String line) throws IOException {
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A new client, which is closed with the rest. */
    Client client() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        Client client = new Client(
                socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
        clients.add(client);
        return client;
    }

    void awaitConnections(int count) throws Throwable {
        while (!Loopback.run(
                        home, script().await(Tasks.sleep(Duration.ofMillis(1))).then(v -> server.connectionCount()))
                .equals(count)) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() throws IOException {
        for (Client client : clients) {
            client.socket.close();
        }
        home.submit(server.closeAsync()).join();
        group.close();
        home.close();
    }
}
