// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Current;
import dev.heddle.runtime.codegen.ReadyQueue;
import dev.heddle.runtime.poll.Inbox;
import dev.heddle.runtime.poll.Poller;
import dev.heddle.runtime.timer.Timer;
import dev.heddle.runtime.timer.TimerQueue;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a loop does all day: it runs what is ready, first come, first served, and between two batches looks at what other threads have sent, and at the clock. A batch is
 * short enough that a loop which never runs dry does not forget them, and long enough that a step hardly pays for the look. Confined to the loop's thread.
 */
final class Rounds implements Consumer<Runnable> {

    /** How many steps a batch has at most. */
    static final int BATCH = 64;

    /** For how many strands at once what they need is fetched from memory: 32 gain no more. */
    private static final int AHEAD = 16;

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    /** How long the host of a guest may leave it alone while it waits for channels, which can't wake the host. */
    private static final long CHANNELS_LOOK = TimeUnit.MILLISECONDS.toNanos(5);

    final ReadyQueue ready = new ReadyQueue();
    final TimerQueue timers;
    final Inbox inbox;
    final Poller poller;

    private final ConfinedScheduler loop;
    private final Crowd crowd = new Crowd();
    private final boolean failsWhenStuck;
    private final @Nullable Listeners listeners;
    private final @Nullable StepClock clock;
    private @Nullable SplittableRandom shuffle;
    private @Nullable Duration timeLimit;
    private long start;
    private boolean stopped;
    private boolean warned;

    /** How many steps must have been made before the channels are looked at again: those that were ready at the last look come first. */
    private int stepsToLook;

    /** Nobody asks for it; see {@link ReadyQueue#touch}. */
    private int unusedSum;

    Rounds(ConfinedScheduler loop, LoopSetup setup) {
        this.loop = loop;
        this.poller = setup.poller();
        this.failsWhenStuck = setup.failsWhenStuck();
        this.listeners = setup.listeners();
        this.clock = setup.clock();
        this.inbox = new Inbox(poller);
        this.timers = new TimerQueue(poller.nanoTime());
    }

    /** Has what is ready run in an order that the seed decides. */
    void shuffle(long seed) {
        shuffle = new SplittableRandom(seed);
    }

    /** Has a run fail that would sleep beyond this time, counted from now. */
    void limitTime(Duration limit) {
        start = poller.nanoTime();
        timeLimit = limit;
    }

    /** Goes round until {@link #stop}; what is ready then stays so. */
    void go(Current current) {
        stopped = false;
        while (!stopped) {
            runBatch(current);
            lookAround();
            if (!stopped) {
                if (ready.isEmpty()) {
                    idle();
                    // To look again before they have run would find the same ones: they are still ready.
                    stepsToLook = ready.size();
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

    /** Runs what is ready now, each step once. Says whether something is ready again; if not, the next to send wakes the poller. */
    boolean poll(Current current) {
        stopped = false;
        lookAround();
        var unused = poller.poll();
        run(current, ready.size());
        return !ready.isEmpty() || !inbox.fallAsleep();
    }

    /** How long it is until a guest should be polled: 0 if there is something to do; {@link Long#MAX_VALUE} if only others know. */
    long nanosToNext() {
        if (!ready.isEmpty() || !inbox.isEmpty()) {
            return 0;
        }
        long look = poller.isWatching() ? CHANNELS_LOOK : Long.MAX_VALUE;
        return timers.isEmpty() ? look : Math.min(look, Math.max(0, timers.nanosToNext(poller.nanoTime())));
    }

    /** Queues what has been sent. */
    void receive() {
        inbox.take(this);
    }

    /** Ends {@link #go} after the current step. */
    void stop() {
        stopped = true;
    }

    private void runBatch(Current current) {
        run(current, BATCH);
    }

    private void run(Current current, int most) {
        // In a local variable: hardly anyone shuffles, and all others should not pay for it at each step.
        SplittableRandom order = shuffle;
        for (int left = most; left > 0 && !stopped; left--) {
            if (left % AHEAD == 0) {
                unusedSum += ready.touch(AHEAD);
            }
            Object item = order == null ? ready.poll() : ready.pollAny(order);
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
        if (clock != null) {
            clock.begin(action);
        }
        try {
            action.run();
        } catch (Throwable failure) {
            loop.handle(failure);
        }
        if (clock != null) {
            clock.end();
        }
    }

    private void lookAround() {
        receive();
        long lag = timers.isEmpty() ? 0 : fireTimers(poller.nanoTime());
        loop.lookedAround();
        if (listeners != null) {
            int waiting = ready.size();
            listeners.tell(listener -> listener.turned(waiting, lag));
        }
    }

    /** Queues one thing that has been sent. */
    @Override
    public void accept(Runnable sent) {
        if (sent instanceof ConfinedScheduler.Launch launch) {
            launch.run();
        } else {
            ready.add(sent);
        }
    }

    /** Says how late it is for the first of them. */
    private long fireTimers(long now) {
        Timer first = timers.pollDue(now);
        long lag = first == null ? 0 : now - first.deadline();
        for (Timer due = first; due != null; due = timers.pollDue(now)) {
            TimerQueue.fire(due);
            crowd.fired();
        }
        return lag;
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
        long now = poller.nanoTime();
        long nanos = timers.nanosToNext(now);
        if (nanos > 0) {
            if (timeLimit != null) {
                refuseToExceed(timeLimit, now + nanos);
            }
            sleep(crowd.waitFor(nanos, now, poller.lull()));
        } else {
            lookAtChannels();
        }
    }

    private void refuseToExceed(Duration limit, long time) {
        if (time - start > Durations.nanos(limit)) {
            timeLimit = null; // what is left is to be cleaned up
            throw new IllegalStateException(
                    "These tasks still wait after " + limit + ":" + Waiting.describe(loop.liveTasks()));
        }
    }

    /** Only another thread can wake anything now. */
    private void idleWithoutTimers() {
        String waiting = (failsWhenStuck || !warned) && !loop.isWorkedFor() ? Waiting.describe(loop.liveTasks()) : null;
        if (waiting == null) {
            sleep(Poller.FOREVER);
        } else if (failsWhenStuck) {
            throw new IllegalStateException("Nothing can wake these tasks any more; other threads, such as those that"
                    + " complete a CompletableFuture, are not waited for:" + waiting);
        } else if (poller.isVirtual()) {
            // Ten seconds would be over at once, and the tasks would see the clock that has moved.
            warnOf(" on virtual time is idle", waiting);
        } else {
            long before = poller.nanoTime();
            sleep(PATIENCE);
            if (poller.nanoTime() - before >= PATIENCE) {
                warnOf(" has been idle for ten seconds", waiting);
            }
        }
    }

    private void warnOf(String state, String waiting) {
        if (inbox.isEmpty()) {
            warned = true;
            loop.warn(
                    LoopWarning.Kind.IDLE,
                    loop + state + ", and only another thread can wake these tasks:" + waiting,
                    null);
        }
    }

    private void sleep(long nanos) {
        if (inbox.fallAsleep()) {
            poller.await(nanos);
        }
    }
}
