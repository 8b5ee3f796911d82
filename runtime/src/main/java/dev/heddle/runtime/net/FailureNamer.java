// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import java.io.IOException;
import java.io.Serial;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLProtocolException;

/**
 * Says in failures with whom they came about, and at what: the system's messages don't, and some of the JDK's exceptions have none. Such an exception is made anew, of the same type,
 * so that who catches it by that still does; the first one is its cause. Those of other types are our own, which tell it already, or can't be made by others, and are left as
 * they are.
 */
final class FailureNamer {

    private static final Map<Class<?>, Function<String, IOException>> MAKERS = Map.ofEntries(
            Map.entry(IOException.class, IOException::new),
            Map.entry(SocketException.class, SocketException::new),
            Map.entry(ConnectException.class, ConnectException::new),
            Map.entry(NoRouteToHostException.class, NoRouteToHostException::new),
            Map.entry(PortUnreachableException.class, PortUnreachableException::new),
            Map.entry(ProtocolException.class, ProtocolException::new),
            Map.entry(ClosedChannelException.class, ClosedBefore::new),
            Map.entry(AsynchronousCloseException.class, ClosedMeanwhile::new),
            Map.entry(SSLException.class, SSLException::new),
            Map.entry(SSLHandshakeException.class, SSLHandshakeException::new),
            Map.entry(SSLKeyException.class, SSLKeyException::new),
            Map.entry(SSLPeerUnverifiedException.class, SSLPeerUnverifiedException::new),
            Map.entry(SSLProtocolException.class, SSLProtocolException::new));

    /** What those mean that have no message. */
    private static final Map<Class<?>, String> MEANINGS = Map.of(
            ClosedChannelException.class, "Closed before",
            AsynchronousCloseException.class, "Closed meanwhile",
            PortUnreachableException.class, "Nobody listens there");

    private FailureNamer() {}

    /**
     * Names the peer.
     *
     * @param failure what was thrown
     * @param doing what was being done, and with whom: "reading from …"
     * @return an exception of the same type that says so, or the same one
     */
    static IOException named(IOException failure, String doing) {
        Class<?> type = failure.getClass();
        Function<String, IOException> maker = MAKERS.get(type);
        if (maker == null) {
            return failure;
        }
        String message = failure.getMessage();
        String what = message == null ? MEANINGS.getOrDefault(type, type.getSimpleName()) : message;
        IOException named = maker.apply(what + ": " + doing);
        named.initCause(failure);
        return named;
    }

    /** The JDK's has no constructor with a message. */
    private static final class ClosedBefore extends ClosedChannelException {

        @Serial
        private static final long serialVersionUID = 1;

        private final String message;

        ClosedBefore(String message) {
            this.message = message;
        }

        @Override
        public String getMessage() {
            return message;
        }
    }

    /** Nor has this. */
    private static final class ClosedMeanwhile extends AsynchronousCloseException {

        @Serial
        private static final long serialVersionUID = 1;

        private final String message;

        ClosedMeanwhile(String message) {
            this.message = message;
        }

        @Override
        public String getMessage() {
            return message;
        }
    }
}
