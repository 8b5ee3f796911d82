// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.Coroutine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** See {@link Resolver#system()}. */
final class SystemResolver implements Resolver {

    static final SystemResolver INSTANCE = new SystemResolver();

    /** Strict: to what only looks like an address, the JDK would have the name server answer. */
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

    private SystemResolver() {}

    @Override
    public Coroutine<List<InetAddress>> resolve(String host) throws UnknownHostException {
        Objects.requireNonNull(host, "host");
        if (host.isEmpty()) {
            throw new UnknownHostException("The name of the host is empty");
        }
        if (isAddress(host)) {
            return Coroutine.result(List.of(InetAddress.getByName(host)));
        }
        return NetPools.NAMES.abandonable(() -> List.of(InetAddress.getAllByName(host)));
    }

    /** Tells an IP address from a name. */
    static boolean isAddress(String host) {
        // A colon can only stand in an IPv6 address.
        return host.indexOf(':') >= 0 || IPV4.matcher(host).matches();
    }
}
