// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import javax.net.ssl.SSLException;

/** Thrown when a connection ends and the peer has not said, by way of TLS, that this is the end: something may be missing. */
public final class TlsTruncationException extends SSLException {

    private static final long serialVersionUID = 1;

    TlsTruncationException(TlsStream stream) {
        super(
                "The connection has ended before the TLS stream on it: what was read may be only the beginning: reading from "
                        + stream);
    }
}
