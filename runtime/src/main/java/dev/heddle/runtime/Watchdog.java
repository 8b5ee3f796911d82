// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Looks at the clocks of all loops in debug mode that run at the moment, from a daemon thread that ends when there are none. */
final class Watchdog {

    private static final Watchdog SHARED = new Watchdog();
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(1);

    private final Set<StepClock> clocks = ConcurrentHashMap.newKeySet();
    private @Nullable Thread thread;

    private Watchdog() {}

    static Watchdog shared() {
        return SHARED;
    }

    /** Begins to look at a clock. */
    synchronized void watch(StepClock clock) {
        clocks.add(clock);
        if (thread == null) {
            Thread looker = new Thread(this::look, "heddle-watchdog");
            looker.setDaemon(true);
            thread = looker;
            looker.start();
        } else {
            LockSupport.unpark(thread);
        }
    }

    void forget(StepClock clock) {
        clocks.remove(clock);
    }

    private void look() {
        while (!endIfIdle()) {
            long pause = LONGEST;
            for (StepClock clock : clocks) {
                pause = Math.min(pause, clock.limit() / 4);
                clock.check();
            }
            LockSupport.parkNanos(this, Math.max(pause, SHORTEST));
        }
    }

    private synchronized boolean endIfIdle() {
        if (clocks.isEmpty()) {
            thread = null;
            return true;
        }
        return false;
    }
}
