// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.codegen.Strand;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * What reads from, or writes to, a stream.
 *
 * @param <T> what it gives
 */
abstract class StreamOperation<T extends @Nullable Object> extends Operation<T> {

    final ByteStream stream;

    StreamOperation(ByteStream stream) {
        this.stream = stream;
    }

    @Override
    final Object owner() {
        return stream;
    }

    @Override
    final IOException named(IOException failure) {
        // A file may be what is closed.
        return failure instanceof ClosedChannelException && stream.isOpen() ? failure : super.named(failure);
    }

    @Override
    final void refuseElsewhere(Strand<?> strand) {
        stream.refuseElsewhere(strand);
    }
}
