// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.poll;

import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelectionKey;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;

/** A selector that returns at once each time, for no reason. For one channel. */
final class Spinning extends AbstractSelector {
    private final Key key = new Key(this);

    Spinning(SelectorProvider provider) {
        super(provider);
    }

    @Override
    protected SelectionKey register(AbstractSelectableChannel channel, int operations, Object attachment) {
        key.attach(attachment);
        return key;
    }

    @Override
    protected void implCloseSelector() {
        // Has nothing to let go of.
    }

    @Override
    public Set<SelectionKey> keys() {
        return Set.of(key);
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
        return Set.of();
    }

    @Override
    public int select(long timeout) {
        return 0;
    }

    @Override
    public int select() {
        return 0;
    }

    @Override
    public int selectNow() {
        return 0;
    }

    @Override
    public int select(java.util.function.Consumer<SelectionKey> action, long timeout) {
        return 0;
    }

    @Override
    public int selectNow(java.util.function.Consumer<SelectionKey> action) {
        return 0;
    }

    @Override
    public Selector wakeup() {
        return this;
    }

    /** Its only key. */
    private static final class Key extends AbstractSelectionKey {
        private final Spinning selector;
        private int interest;

        Key(Spinning selector) {
            this.selector = selector;
        }

        @Override
        public java.nio.channels.SelectableChannel channel() {
            throw new UnsupportedOperationException("the poller knows its channels");
        }

        @Override
        public Selector selector() {
            return selector;
        }

        @Override
        public int interestOps() {
            return interest;
        }

        @Override
        public SelectionKey interestOps(int operations) {
            interest = operations;
            return this;
        }

        @Override
        public int readyOps() {
            return 0;
        }
    }
}
