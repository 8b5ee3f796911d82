// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import dev.heddle.runtime.offload.BlockingCalls;
import dev.heddle.runtime.offload.BoundedPool;

/** The threads for what can't be done without blocking. Each kind has its own, so that a slow name server does not hold up files. */
final class NetPools {

    /** Look-ups of names, which spend their time waiting for others. */
    static final BlockingCalls NAMES = new BoundedPool("heddle-names", 8);

    /** Files that are sent. */
    static final BlockingCalls FILES = new BoundedPool("heddle-send-file", 4);

    /** Key exchanges of TLS: as many as there are processors. */
    static final BlockingCalls HANDSHAKES =
            new BoundedPool("heddle-tls", Runtime.getRuntime().availableProcessors());

    private NetPools() {}
}
