// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link StreamServer#accept}. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.net.StreamServer",
        method = "accept",
        descriptor = "()Ldev/heddle/Coroutine;",
        file = "StreamServer.java",
        lines = {},
        awaits = {},
        kept = {})
final class Accept<S extends SocketStream> extends Frame<S> {

    private static final int AWAITED = CLAIMED - 1;

    private final StreamServer<S> server;

    Accept(StreamServer<S> server) {
        this.server = server;
    }

    @Override
    protected Object resume(Strand<?> strand, int room) throws Throwable {
        if (state != CLAIMED) {
            var unused = Awaits.resumed(strand);
        }
        state = RUNNING;
        for (; ; ) {
            S accepted = now(server);
            if (accepted != null) {
                return accepted;
            }
            if (Awaits.await(server.watched.readable(), strand, room) == Awaits.SUSPENDED) {
                return suspend(strand, AWAITED);
            }
        }
    }

    /** Accepts a connection if one is there. */
    static <S extends SocketStream> @Nullable S now(StreamServer<S> server) throws IOException {
        SocketChannel channel = server.channel.accept();
        if (channel == null) {
            return null;
        }
        try {
            return server.streamOf(channel);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }
}
