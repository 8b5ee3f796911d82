// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import static dev.heddle.runtime.Script.script;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.poll.Poller;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a loop looks at its channels. */
@Timeout(30)
class RoundsTest {

    /** How many channels the wait finds ready. */
    private static final int READY = 200;

    private final Promise<Boolean> end = new Promise<>();
    private final Script waiting = script().await(end);
    private final Channels channels = new Channels();
    private final Loop loop = new Loop(channels);
    private int steps;

    /** Finds many channels ready when the loop waits; and remembers when it was told to look again. */
    private final class Channels implements Poller {

        private int stepsBeforeLook;

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void await(long nanos) {
            for (int i = 0; i < READY; i++) {
                loop.post(RoundsTest.this::step);
            }
        }

        @Override
        public void wakeup() {
            throw new AssertionError("there is no other thread");
        }

        @Override
        public boolean poll() {
            stepsBeforeLook = steps;
            return true;
        }

        @Override
        public boolean isWatching() {
            return true;
        }
    }

    private static final class Loop extends ConfinedScheduler {

        Loop(Poller poller) {
            super(new LoopSetup(
                    poller,
                    false,
                    FailureLog.INSTANCE,
                    FailureLog.INSTANCE,
                    new Offload(null, null, false, Duration.ZERO),
                    null,
                    null,
                    null));
        }

        @Override
        public long nanoTime() {
            return 0;
        }
    }

    /** Whoever has been woken is soon ready again, so that the loop never runs dry, until it has looked. */
    private void step() {
        steps++;
        if (channels.stepsBeforeLook == 0) {
            loop.post(this::step);
        } else {
            end.complete(true);
        }
    }

    @Test
    void channelsThatWereFoundReadyHaveTheirTurnBeforeTheLoopLooksAgainAndThenItDoes() {
        Task<Object> main = new Task<>(loop, waiting, null);
        loop.lifecycle().runUntilDone(main);

        assertEquals(true, main.resultNow());
        assertTrue(
                channels.stepsBeforeLook >= READY && channels.stepsBeforeLook < READY + Rounds.BATCH,
                channels.stepsBeforeLook + " steps");
    }
}
