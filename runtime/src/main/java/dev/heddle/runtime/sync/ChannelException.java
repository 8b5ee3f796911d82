// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import org.jspecify.annotations.Nullable;

/** Says that a channel can't be used any more in the way that was tried. Its subclasses say why. */
public abstract sealed class ChannelException extends IllegalStateException
        permits ChannelException.Ended, ChannelException.Broken, ChannelException.Closed {

    private static final long serialVersionUID = 1;

    private ChannelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Thrown at receivers: the channel was closed, and everything that had been sent has been received. Its cause is what the channel was closed with, or null. */
    public static final class Ended extends ChannelException {

        private static final long serialVersionUID = 1;

        Ended(@Nullable Throwable cause) {
            super("The channel has ended: it was closed, and nothing is left in it", cause);
        }
    }

    /** Thrown at senders: the receivers have {@linkplain Channel#abandon abandoned} the channel, and nobody will ever receive what is sent. */
    public static final class Broken extends ChannelException {

        private static final long serialVersionUID = 1;

        Broken() {
            super("The channel is broken: its receivers have abandoned it", null);
        }
    }

    /** Thrown at whoever uses an end that their own side has closed: sends after {@link Channel#close}, or receives after {@link Channel#abandon}. */
    public static final class Closed extends ChannelException {

        private static final long serialVersionUID = 1;

        Closed(String message) {
            super(message, null);
        }
    }
}
