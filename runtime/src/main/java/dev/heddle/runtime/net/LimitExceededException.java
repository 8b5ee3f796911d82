// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import java.io.IOException;

/** Thrown when a stream has more bytes before a delimiter, or before its end, than the caller allowed. */
public final class LimitExceededException extends IOException {

    private static final long serialVersionUID = 1;

    private final int buffered;

    /**
     * Makes one: streams do, and who reads lines or the like of something else may.
     *
     * @param message what there is too much of
     * @param buffered how many bytes have been received that are still there to be read
     */
    public LimitExceededException(String message, int buffered) {
        super(message);
        this.buffered = buffered;
    }

    /**
     * Tells how many bytes have been received that are still there to be read.
     *
     * @return how many; 0 after the reading of a line, which drops that
     */
    public int buffered() {
        return buffered;
    }
}
