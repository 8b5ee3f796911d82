// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks.echo;

import java.io.IOException;

/** A server that sends back what it gets, on one thread. */
interface Server extends AutoCloseable {

    /** How large its buffers are. */
    int BUFFER = 4096;

    /** The port that it listens on. */
    int port();

    /** The thread that serves. */
    Thread thread();

    @Override
    void close() throws IOException;
}
