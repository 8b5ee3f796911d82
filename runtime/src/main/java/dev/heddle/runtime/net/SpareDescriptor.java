// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/**
 * A descriptor that a server keeps back while it accepts, and gives away while it can't for want of others. Whoever runs out of them has more to do then than to wait: it
 * writes to a log, for which a first time files are read; and a class that nobody has needed before is read from a file as well. If that fails, it fails for ever: the JVM
 * does not try twice to find a class for the same place in the code.
 */
final class SpareDescriptor {

    /** Some descriptor that takes no file and no peer. */
    private @Nullable DatagramChannel held;

    private boolean practised;

    /** Takes one, unless it has it. Fails if there is none. */
    void take() throws IOException {
        if (held == null) {
            if (!practised) {
                // The JDK opens two descriptors of its own before it closes a channel for the first time.
                DatagramChannel.open().close();
                practised = true;
            }
            held = DatagramChannel.open();
        }
    }

    void release() {
        DatagramChannel channel = held;
        if (channel != null) {
            held = null;
            try {
                channel.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
