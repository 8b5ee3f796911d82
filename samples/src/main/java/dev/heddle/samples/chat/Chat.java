// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.chat;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.Registration;
import dev.heddle.runtime.EventLoop;
import dev.heddle.runtime.io.Signals;
import dev.heddle.runtime.net.Tls;
import dev.heddle.samples.PortArgument;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/** Opens a chat room, until Ctrl-C. */
public final class Chat {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LINES_BEHIND = 1_000;
    private static final int DEFAULT_PORT = 7000;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private Chat() {}

    /**
     * Opens the room.
     *
     * @param args the port of plain TCP; that of TLS is the next. 0 for free ones; 7000 by default
     * @return the exit status
     */
    public static int run(String... args) {
        try {
            int port = PortArgument.of(args, DEFAULT_PORT);
            EventLoop.run(() -> open(port));
            return 0;
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            return WRONG_USAGE;
        } catch (CancellationException interrupted) {
            return 0;
        } catch (Exception failure) {
            System.err.println("The chat failed: " + failure);
            return FAILED;
        }
    }

    @Async
    private static Coroutine<Void> open(int port) throws IOException, GeneralSecurityException {
        SelfSigned certificate = await(SelfSigned.make());
        Tls tls = Tls.server(certificate.server());
        Registration interrupt = Signals.cancelOnInterrupt();
        try (ChatServer server = ChatServer.bind(port, tls, new Room(LINES_BEHIND), PATIENCE)) {
            System.out.println("Come in by: nc localhost " + server.plainPort());
            System.out.println("        or: openssl s_client -quiet -connect localhost:" + server.securePort());
            await(server.serve());
        } finally {
            interrupt.detach();
        }
        return done();
    }
}
