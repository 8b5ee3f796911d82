// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.timer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.heddle.runtime.codegen.Strand;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimerThreadTest {

    private static final class Alarm extends Timer {

        private final CountDownLatch fired = new CountDownLatch(1);

        Alarm(long nanosFromNow) {
            super(System.nanoTime() + nanosFromNow);
        }

        @Override
        protected boolean arm(Strand<?> strand) {
            throw new AssertionError("nobody awaits it");
        }

        @Override
        protected void disarm(Strand<?> strand) {
            throw new AssertionError("nobody awaits it");
        }

        @Override
        protected void fire() {
            fired.countDown();
        }

        boolean fires() throws InterruptedException {
            return fired.await(20, TimeUnit.SECONDS);
        }
    }

    private static void awaitSleep() {
        Thread keeper = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("heddle-timers"))
                .findFirst()
                .orElseThrow();
        while (keeper.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aTimerThatIsDueBeforeItIsSetWakesTheThreadThatSleepsWithoutAny() throws Exception {
        Alarm first = new Alarm(0);
        TimerThread.shared().add(first);
        assertTrue(first.fires());
        awaitSleep();
        Alarm late = new Alarm(-TimeUnit.SECONDS.toNanos(1));
        TimerThread.shared().add(late);
        assertTrue(late.fires());
    }

    @Test
    void anEarlierTimerWakesTheThreadThatSleepsForALaterOne() throws Exception {
        Alarm later = new Alarm(TimeUnit.HOURS.toNanos(1));
        TimerThread.shared().add(later);
        awaitSleep();
        Alarm earlier = new Alarm(TimeUnit.MILLISECONDS.toNanos(1));
        TimerThread.shared().add(earlier);
        assertTrue(earlier.fires());
        TimerThread.shared().remove(later);
        assertTrue(later.fired.getCount() > 0);
    }
}
