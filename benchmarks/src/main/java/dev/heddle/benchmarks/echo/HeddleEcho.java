// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.echo;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.runtime.net.TcpStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** As users write it. */
final class HeddleEcho {

    private HeddleEcho() {}

    @Async
    static Coroutine<@Nullable Void> echo(TcpStream stream) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(Server.BUFFER);
        while (await(stream.read(buffer)) >= 0) {
            await(stream.write(buffer.flip()));
            buffer.clear();
        }
        return done();
    }
}
