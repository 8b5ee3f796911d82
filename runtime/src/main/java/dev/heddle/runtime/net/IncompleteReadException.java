// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import java.io.EOFException;
import java.nio.ByteBuffer;

/** Thrown when a stream ends before all that was asked for has come. What did come has been read: {@link #partial()}. */
public final class IncompleteReadException extends EOFException {

    private static final long serialVersionUID = 1;

    private final transient ByteBuffer partial;

    IncompleteReadException(String wanted, ByteBuffer partial) {
        super("The stream has ended before " + wanted + " had come: what there was is " + partial.remaining()
                + " bytes, which partial() gives");
        this.partial = partial;
    }

    /**
     * Gives what came before the end.
     *
     * @return the bytes, read-only
     */
    public ByteBuffer partial() {
        return partial == null ? ByteBuffer.allocate(0) : partial.asReadOnlyBuffer();
    }
}
