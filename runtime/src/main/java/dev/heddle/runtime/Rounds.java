// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Current;
import dev.heddle.runtime.codegen.ReadyQueue;
import dev.heddle.runtime.poll.Inbox;
import dev.heddle.runtime.poll.Poller;
import dev.heddle.runtime.timer.Timer;
import dev.heddle.runtime.timer.TimerQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a loop does all day: it runs what is ready, first come, first served, and between two batches looks at what other threads have sent, and at the clock. A batch is
 * short enough that a loop which never runs dry does not forget them, and long enough that a step hardly pays for the look. Confined to the loop's thread.
 */
final class Rounds {

    /** How many steps a batch has at most. */
    static final int BATCH = 64;

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    final ReadyQueue ready = new ReadyQueue();
    final TimerQueue timers = new TimerQueue();
    final Inbox inbox;
    final Poller poller;

    private final ConfinedScheduler loop;
    private final Consumer<Runnable> queue = ready::add;
    private final boolean failsWhenStuck;
    private boolean stopped;
    private boolean warned;

    /** How many steps must have been made before the channels are looked at again: those that were ready at the last look come first. */
    private int stepsToLook;

    Rounds(ConfinedScheduler loop, Poller poller, boolean failsWhenStuck) {
        this.loop = loop;
        this.poller = poller;
        this.failsWhenStuck = failsWhenStuck;
        this.inbox = new Inbox(poller);
    }

    /** Goes round until {@link #stop}; what is ready then stays so. */
    void go(Current current) {
        stopped = false;
        while (!stopped) {
            runBatch(current);
            lookAround();
            if (!stopped) {
                if (ready.isEmpty()) {
                    stepsToLook = 0;
                    idle();
                } else {
                    lookAtChannels();
                }
            }
        }
    }

    /** Runs all that is ready or has been sent, without waiting for anything. */
    void drain(Current current) {
        lookAround();
        while (!ready.isEmpty()) {
            stopped = false;
            runBatch(current);
            lookAround();
        }
    }

    /** Ends {@link #go} after the current step. */
    void stop() {
        stopped = true;
    }

    private void runBatch(Current current) {
        for (int left = BATCH; left > 0 && !stopped; left--) {
            Object item = ready.poll();
            if (item instanceof Task<?> task) {
                task.run(current);
            } else if (item != null) {
                run((Runnable) item);
            } else {
                return;
            }
        }
    }

    private void run(Runnable action) {
        try {
            action.run();
        } catch (Throwable failure) {
            loop.handle(failure);
        }
    }

    private void lookAround() {
        inbox.take(queue);
        if (!timers.isEmpty()) {
            long now = poller.nanoTime();
            for (Timer due = timers.pollDue(now); due != null; due = timers.pollDue(now)) {
                TimerQueue.fire(due);
            }
        }
        loop.lookedAround();
    }

    /** A loop that never runs dry must not forget its channels. Those that are ready go behind the others. */
    private void lookAtChannels() {
        stepsToLook -= BATCH;
        if (stepsToLook <= 0 && poller.poll()) {
            stepsToLook = ready.size();
        }
    }

    private void idle() {
        if (timers.isEmpty()) {
            if (poller.isWatching()) {
                sleep(Poller.FOREVER);
            } else {
                idleWithoutTimers();
            }
            return;
        }
        long nanos = timers.nanosToNext(poller.nanoTime());
        if (nanos > 0) {
            sleep(nanos);
        } else {
            lookAtChannels();
        }
    }

    /** Only another thread can wake anything now. */
    private void idleWithoutTimers() {
        String waiting = failsWhenStuck || !warned ? Waiting.describe(loop.liveTasks()) : null;
        if (waiting == null) {
            sleep(Poller.FOREVER);
        } else if (failsWhenStuck) {
            throw new IllegalStateException("Nothing can wake these tasks any more:" + waiting);
        } else {
            long before = poller.nanoTime();
            sleep(PATIENCE);
            warnOf(waiting, poller.nanoTime() - before);
        }
    }

    private void warnOf(@Nullable String waiting, long idleNanos) {
        if (idleNanos >= PATIENCE && inbox.isEmpty()) {
            warned = true;
            FailureLog.warn(
                    loop + " has been idle for ten seconds, and only another thread can wake these tasks:" + waiting);
        }
    }

    private void sleep(long nanos) {
        if (inbox.fallAsleep()) {
            poller.await(nanos);
        }
    }
}
