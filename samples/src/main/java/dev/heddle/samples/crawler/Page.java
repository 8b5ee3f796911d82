// SPDX-License-Identifier: Apache-2.0
package dev.heddle.samples.crawler;

import java.net.URI;
import java.util.List;

/**
 * What has become of an address.
 *
 * @param address the address
 * @param title what the page calls itself; empty if it could not be had
 * @param links where it leads to
 * @param problem why it could not be had; empty if it could
 */
record Page(URI address, String title, List<URI> links, String problem) {

    static Page broken(URI address, String problem) {
        return new Page(address, "", List.of(), problem);
    }

    boolean isBroken() {
        return !problem.isEmpty();
    }
}
