// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.http;

import static dev.heddle.Coroutine.await;
import static dev.heddle.Coroutine.done;

import dev.heddle.Async;
import dev.heddle.Coroutine;
import dev.heddle.benchmarks.echo.HeddleServer;
import dev.heddle.runtime.net.TcpStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A server that reads to the end of the request's header, takes its method and path, and answers. */
final class HeddleHttp {

    private static final int BUFFER = 4096;

    private HeddleHttp() {}

    static HeddleServer open() throws IOException {
        return new HeddleServer(HeddleHttp::serve);
    }

    @Async
    private static Coroutine<@Nullable Void> serve(TcpStream stream) throws IOException {
        ByteBuffer input = ByteBuffer.allocateDirect(BUFFER);
        ByteBuffer output = ByteBuffer.allocateDirect(BUFFER);
        RequestHeader request = new RequestHeader();
        while (await(stream.read(input)) >= 0) {
            input.flip();
            while (request.isComplete(input)) {
                output.put(answer(request));
            }
            input.compact();
            if (output.position() > 0) {
                await(stream.write(output.flip()));
                output.clear();
            }
        }
        return done();
    }

    private static byte[] answer(RequestHeader request) {
        boolean known = request.method().equals("GET") && request.path().equals(Plaintext.PATH);
        return known ? Plaintext.ANSWER : NOT_FOUND;
    }

    private static final byte[] NOT_FOUND =
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
}
