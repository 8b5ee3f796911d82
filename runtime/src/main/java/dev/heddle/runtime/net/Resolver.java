// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.Coroutine;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of a host by its name. */
@FunctionalInterface
public interface Resolver {

    /**
     * Finds the addresses of a host.
     *
     * @param host its name, or an IP address
     * @return a coroutine that gives one or more addresses, the best first
     * @throws IOException at the await; {@link java.net.UnknownHostException} if there is no such host
     */
    Coroutine<List<InetAddress>> resolve(String host) throws IOException;

    /**
     * Gives the system's resolver. It looks up names with {@link InetAddress#getAllByName}, which blocks, on up to eight threads of its own; IP addresses take none.
     * Cancelling a look-up leaves the thread to finish it.
     *
     * @return the resolver
     */
    static Resolver system() {
        return SystemResolver.INSTANCE;
    }
}
