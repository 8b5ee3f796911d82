// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import org.jspecify.annotations.Nullable;

/** Which of a channel's ends are closed, and what those are told who use it all the same. The latch guards it. */
abstract class Ends extends Owned {

    private boolean closed;
    private boolean abandoned;
    private @Nullable Throwable cause;
    private int handles;

    Ends(boolean shared) {
        super(shared);
    }

    /** Closes the senders' end. Holding the latch. */
    final void setClosed(@Nullable Throwable why) {
        closed = true;
        cause = why;
    }

    /** Closes the receivers' end. Holding the latch. */
    final void setAbandoned() {
        abandoned = true;
    }

    /** Tells whether nothing can be sent. Holding the latch. */
    final boolean isOver() {
        return closed || abandoned;
    }

    final ChannelException sendRefused() {
        return abandoned
                ? new ChannelException.Broken()
                : new ChannelException.Closed("Nothing can be sent: the channel was closed");
    }

    final ChannelException receiveRefused() {
        return abandoned
                ? new ChannelException.Closed("Nothing can be received: the channel was abandoned")
                : new ChannelException.Ended(cause);
    }

    final void openSender() {
        check();
        guard();
        handles++;
        exit();
    }

    /** Says whether that was the last. */
    final boolean closeSender() {
        check();
        guard();
        boolean last = --handles == 0;
        exit();
        return last;
    }
}
