// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelectionKey;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SelectorPollerTest {

    private static final long TENTH_OF_A_SECOND = 100_000_000;

    private Pipe pipe;
    private Watch watch;

    @BeforeEach
    void open() throws IOException {
        pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        watch = new Watch(pipe.source());
    }

    @AfterEach
    void close() throws IOException {
        pipe.source().close();
        pipe.sink().close();
    }

    private static final class Watch extends ChannelWatch {
        int ready;
        int gone;

        Watch(Pipe.SourceChannel channel) {
            super(channel);
        }

        @Override
        protected void ready(int operations) {
            ready++;
        }

        @Override
        protected void gone() {
            gone++;
        }
    }

    private void write() throws IOException {
        pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
    }

    private void read() throws IOException {
        pipe.source().read(ByteBuffer.allocate(8));
    }

    @Test
    void theInterestIsKeptFromOneWaitToTheNext() throws IOException {
        Remembering provider = new Remembering();
        SelectorPoller poller = new SelectorPoller(provider);
        poller.add(watch);
        for (int i = 1; i <= 3; i++) {
            watch.want(SelectionKey.OP_READ);
            write();
            poller.await(Poller.FOREVER);
            assertEquals(i, watch.ready);
            assertEquals(
                    SelectionKey.OP_READ, pipe.source().keyFor(provider.last).interestOps());
            read();
        }
        poller.close();
    }

    @Test
    void theInterestIsTakenBackWhenTheLoopIsIdleAndNobodyWaits() throws IOException {
        Remembering provider = new Remembering();
        SelectorPoller poller = new SelectorPoller(provider);
        poller.add(watch);
        watch.want(SelectionKey.OP_READ);
        write();
        poller.await(Poller.FOREVER);
        assertFalse(poller.isWatching());

        poller.await(TENTH_OF_A_SECOND);

        assertEquals(0, pipe.source().keyFor(provider.last).interestOps());
        assertEquals(1, watch.ready);
        watch.want(SelectionKey.OP_READ);
        poller.await(Poller.FOREVER);
        assertEquals(2, watch.ready);
        poller.close();
    }

    @Test
    void aBusyLoopLeavesTheInterestAloneAsWhoeverWasWokenHasNotReadYet() throws IOException {
        Remembering provider = new Remembering();
        SelectorPoller poller = new SelectorPoller(provider);
        poller.add(watch);
        watch.want(SelectionKey.OP_READ);
        write();
        while (!poller.poll()) {
            Thread.onSpinWait();
        }
        assertEquals(1, watch.ready);
        // Nobody waits, and somebody else does: the poller looks again.
        watch.want(SelectionKey.OP_READ);
        while (!poller.poll()) {
            Thread.onSpinWait();
        }

        assertEquals(SelectionKey.OP_READ, pipe.source().keyFor(provider.last).interestOps());
        poller.close();
    }

    @Test
    void aSelectorThatSpinsIsReplacedAndNothingIsLost() throws IOException {
        Remembering provider = new Remembering();
        provider.broken = true;
        SelectorPoller poller = new SelectorPoller(provider);
        poller.add(watch);
        watch.want(SelectionKey.OP_READ);
        write();
        int returns = 0;
        for (; watch.ready == 0; returns++) {
            poller.await(Poller.FOREVER);
        }

        assertEquals(2, provider.opened);
        assertTrue(returns > 512, returns + " returns");
        poller.close();
    }

    @Test
    void aWakeUpEndsTheWaitAndIsNotTakenForASpin() throws IOException {
        Remembering provider = new Remembering();
        SelectorPoller poller = new SelectorPoller(provider);
        poller.add(watch);
        watch.want(SelectionKey.OP_READ);
        for (int i = 0; i < 2_000; i++) {
            poller.wakeup();
            poller.await(Poller.FOREVER);
        }

        assertEquals(1, provider.opened);
        poller.close();
    }

    @Test
    void whoeverWaitsForAChannelThatVanishesIsTold() throws IOException {
        SelectorPoller poller = new SelectorPoller();
        poller.add(watch);
        watch.want(SelectionKey.OP_READ);
        pipe.source().close();
        poller.await(1);

        assertEquals(1, watch.gone);
        assertFalse(poller.isWatching());
        poller.close();
    }

    /** Opens the JDK's selectors, but perhaps a first one that returns at once each time. */
    private static final class Remembering extends SelectorProvider {
        boolean broken;
        int opened;
        Selector last;

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
            throw new UnsupportedOperationException();
        }

        @Override
        public DatagramChannel openDatagramChannel(ProtocolFamily family) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Pipe openPipe() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ServerSocketChannel openServerSocketChannel() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SocketChannel openSocketChannel() {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Spinning extends AbstractSelector {
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
    }

    private static final class Key extends AbstractSelectionKey {
        private final Spinning selector;
        private int interest;

        Key(Spinning selector) {
            this.selector = selector;
        }

        @Override
        public java.nio.channels.SelectableChannel channel() {
            throw new UnsupportedOperationException();
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
