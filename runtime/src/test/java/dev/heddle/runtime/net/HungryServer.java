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
 *
 * <p>Its classes are not in a jar, so each takes a descriptor to be loaded; and most are not loaded yet when there are none.
 */
final class HungryServer {

    private HungryServer() {}

    public static void main(String[] arguments) throws IOException {
        TcpServer server = TcpServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        InetSocketAddress address = (InetSocketAddress) server.localAddress();
        var unused = EventLoop.run(script().then(v -> {
            Task<Void> serving = Tasks.spawn(server.serve(HungryServer::echo));
            // It begins to serve before it is counted what is open.
            return script().await(Tasks.yieldNow())
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

    private static Coroutine<?> echo(TcpStream stream) {
        ByteBuffer buffer = ByteBuffer.allocate(1);
        return script().then(v -> stream.read(buffer)).then(v -> stream.write(buffer.flip()));
    }
}
