// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.poll;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/** Opens the JDK's selectors, but perhaps a first one that returns at once each time. */
final class Remembering extends SelectorProvider {
    boolean broken;
    int opened;
    Selector last;

    private static UnsupportedOperationException notAsked() {
        return new UnsupportedOperationException("the poller has no reason to ask for this");
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
        opened++;
        AbstractSelector open =
                broken ? new Spinning(this) : SelectorProvider.provider().openSelector();
        broken = false;
        last = open;
        return open;
    }

    @Override
    public DatagramChannel openDatagramChannel() {
        throw notAsked();
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) {
        throw notAsked();
    }

    @Override
    public Pipe openPipe() {
        throw notAsked();
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() {
        throw notAsked();
    }

    @Override
    public SocketChannel openSocketChannel() {
        throw notAsked();
    }
}
