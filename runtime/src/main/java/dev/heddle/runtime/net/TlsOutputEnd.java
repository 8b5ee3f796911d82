// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link TlsStream#shutdownOutput}: tells the peer that nothing more will come. */
final class TlsOutputEnd extends StreamOperation<@Nullable Void> {

    private final TlsStream tls;

    TlsOutputEnd(TlsStream tls) {
        super(tls);
        this.tls = tls;
    }

    @Override
    Side side() {
        return tls.writing;
    }

    @Override
    @Nullable
    Object step() throws IOException {
        tls.tls.engine.closeOutbound();
        tls.tls.sendClosing();
        return tls.tls.flush() ? null : AGAIN;
    }

    @Override
    @Nullable
    Object await(Strand<?> strand, int room) throws Throwable {
        return tls.awaitSend(strand, room);
    }
}
