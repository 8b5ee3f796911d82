// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.echo;

import java.io.IOException;
import java.util.List;

/** A server that sends back what it gets. */
public interface Server extends AutoCloseable {

    /** How large its buffers are. */
    int BUFFER = 4096;

    /** The port that it listens on. */
    int port();

    /** The threads that serve, if there is a fixed number of them. */
    List<Thread> threads();

    /** How many connections are open. */
    int connections();

    /** Waits until all that a client has opened have arrived here too. */
    default void awaitConnections(int count) {
        while (connections() < count) {
            Thread.onSpinWait();
        }
    }

    @Override
    void close() throws IOException;
}
