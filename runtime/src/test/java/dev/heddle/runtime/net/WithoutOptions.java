// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.net;

import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

/** A channel of a system that knows no options. Nothing else of it is asked for. */
final class WithoutOptions extends ServerSocketChannel {

    WithoutOptions() {
        super(SelectorProvider.provider());
    }

    private static UnsupportedOperationException unexpected() {
        return new UnsupportedOperationException("only the options are to be asked for");
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return Set.of();
    }

    @Override
    public ServerSocketChannel bind(SocketAddress local, int backlog) {
        throw unexpected();
    }

    @Override
    public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) {
        throw unexpected();
    }

    @Override
    public <T> T getOption(SocketOption<T> name) {
        throw unexpected();
    }

    @Override
    public ServerSocket socket() {
        throw unexpected();
    }

    @Override
    public SocketChannel accept() {
        throw unexpected();
    }

    @Override
    public SocketAddress getLocalAddress() {
        throw unexpected();
    }

    @Override
    protected void implCloseSelectableChannel() {
        // There is nothing to let go of.
    }

    @Override
    protected void implConfigureBlocking(boolean block) {
        throw unexpected();
    }
}
