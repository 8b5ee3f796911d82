// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import java.io.Serial;
import java.nio.channels.ClosedChannelException;

/** What a write fails with once its side has ended: the JDK's exceptions of this kind say nothing, and the one it throws tells of a close that was none. */
final class OutputEndedException extends ClosedChannelException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String message;

    OutputEndedException(SocketStream stream) {
        message = "This side of " + stream
                + " has ended: shutdownOutput() has been called, and nothing can be written after that";
    }

    @Override
    public String getMessage() {
        return message;
    }
}
