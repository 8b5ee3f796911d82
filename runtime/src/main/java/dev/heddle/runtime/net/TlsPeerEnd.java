// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads, and drops, what the peer still sends, until its end. */
final class TlsPeerEnd extends StreamOperation<@Nullable Void> {

    private final ByteBuffer dropped = ByteBuffer.allocate(16 * 1024);

    TlsPeerEnd(TlsStream tls) {
        super(tls);
    }

    @Override
    Side side() {
        return stream.reading;
    }

    @Override
    @Nullable
    Object step() throws IOException {
        int count;
        do {
            count = stream.receive(dropped.clear());
        } while (count > 0);
        return count < 0 ? null : AGAIN;
    }

    @Override
    @Nullable
    Object await(Strand<?> strand, int room) throws Throwable {
        return stream.awaitReceive(strand, room);
    }
}
