// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import static dev.heddle.runtime.Script.script;

import dev.heddle.Coroutine;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.Task;
import dev.heddle.runtime.Tasks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A program for a JVM with few descriptors: it prints its port, gives each client a byte back, and serves until its input ends. Then it prints how many sockets it has left
 * open.
 */
final class HungryServer {

    private HungryServer() {}

    public static void main(String[] arguments) throws IOException {
        TcpServer server = TcpServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        InetSocketAddress address = (InetSocketAddress) server.localAddress();
        var unused = EventLoop.run(script().then(v -> {
            Task<Void> serving = Tasks.spawn(server.serve(HungryServer::echo));
            return warmUp(server, address)
                    .then(w -> {
                        System.out.println("before " + Descriptors.openSockets());
                        System.out.println("port " + address.getPort());
                        return Tasks.blocking(System.in::read);
                    })
                    .then(w -> server.drain(Duration.ofSeconds(30)))
                    .await(serving)
                    .then(w -> {
                        System.out.println("after " + Descriptors.openSockets());
                        return null;
                    });
        }));
    }

    /** Classes are loaded from files, for which there will be no descriptors: so all are loaded before. */
    private static dev.heddle.runtime.Script warmUp(TcpServer server, InetSocketAddress address) {
        return script().run(() -> System.getLogger("dev.heddle.runtime")
                        .log(System.Logger.Level.WARNING, "warm", new IOException("warm")))
                .then(v -> TcpStream.connect(address))
                .then(connected -> {
                    TcpStream stream = (TcpStream) connected;
                    return script().then(v -> stream.write("x"))
                            .then(v -> stream.readExactly(1))
                            .then(v -> stream.closeAsync());
                })
                .await(Tasks.sleep(Duration.ofMillis(1)))
                .then(v -> untilNobodyIsLeft(server));
    }

    private static Object untilNobodyIsLeft(TcpServer server) {
        return server.connectionCount() == 0
                ? "nobody"
                : script().await(Tasks.sleep(Duration.ofMillis(1))).then(v -> untilNobodyIsLeft(server));
    }

    private static Coroutine<?> echo(TcpStream stream) {
        ByteBuffer buffer = ByteBuffer.allocate(1);
        return script().then(v -> stream.read(buffer)).then(v -> stream.write(buffer.flip()));
    }
}
