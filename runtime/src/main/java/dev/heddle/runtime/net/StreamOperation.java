// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.codegen.Strand;
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
    final void refuseElsewhere(Strand<?> strand) {
        stream.refuseElsewhere(strand);
    }
}
