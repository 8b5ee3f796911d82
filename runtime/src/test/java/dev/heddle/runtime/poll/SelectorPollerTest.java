// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SelectorPollerTest {

    private static final long TENTH_OF_A_SECOND = 100_000_000;

    private Pipe pipe;
    private Watch watch;
    private final Remembering provider = new Remembering();
    private final SelectorPoller poller = new SelectorPoller(provider);

    @BeforeEach
    void open() throws IOException {
        pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        watch = new Watch(pipe.source());
    }

    @AfterEach
    void close() throws IOException {
        poller.close();
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
    }

    @Test
    void theInterestIsTakenBackWhenTheLoopIsIdleAndNobodyWaits() throws IOException {
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
    }

    @Test
    void aBusyLoopLeavesTheInterestAloneAsWhoeverWasWokenHasNotReadYet() throws IOException {
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
    }

    @Test
    void aSelectorThatSpinsIsReplacedAndNothingIsLost() throws IOException {
        provider.broken = true;
        poller.add(watch);
        watch.want(SelectionKey.OP_READ);
        write();
        int returns = 0;
        for (; watch.ready == 0; returns++) {
            poller.await(Poller.FOREVER);
        }

        assertEquals(2, provider.opened);
        assertTrue(returns > 512, returns + " returns");
    }

    @Test
    void aWakeUpEndsTheWaitAndIsNotTakenForASpin() throws IOException {
        poller.add(watch);
        watch.want(SelectionKey.OP_READ);
        for (int i = 0; i < 2_000; i++) {
            poller.wakeup();
            poller.await(Poller.FOREVER);
        }

        assertEquals(1, provider.opened);
    }

    @Test
    void whoeverWaitsForAChannelThatVanishesIsTold() throws IOException {
        poller.add(watch);
        watch.want(SelectionKey.OP_READ);
        pipe.source().close();
        poller.await(1);

        assertEquals(1, watch.gone);
        assertFalse(poller.isWatching());
    }
}
