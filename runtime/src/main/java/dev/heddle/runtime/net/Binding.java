// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.channels.Channel;
import java.nio.channels.UnresolvedAddressException;

/** Binds channels. One that can't be bound is closed, and the failure says to what: the system's messages don't. */
final class Binding {

    private Binding() {}

    /** What is to be done with the channel. */
    @FunctionalInterface
    interface Step<T> {
        T bind() throws IOException;
    }

    static <T> T of(Channel channel, SocketAddress address, Step<T> step) throws IOException {
        try {
            return step.bind();
        } catch (SocketException refused) {
            channel.close();
            BindException named = new BindException(refused.getMessage() + ": " + address);
            named.initCause(refused);
            throw named;
        } catch (UnresolvedAddressException unresolved) {
            channel.close();
            BindException named = new BindException(address + " was never looked up, or is unknown");
            named.initCause(unresolved);
            throw named;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }
}
