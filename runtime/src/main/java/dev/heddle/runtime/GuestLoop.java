// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import java.time.Duration;
import java.util.Optional;

/**
 * An event loop that runs inside another: in that of a user interface, or of a game. The host calls {@link #poll()} on a thread of its own, say once a frame, and whenever it
 * is told that there is something to do; nothing here ever waits, except {@link #close()}.
 *
 * <pre>{@code
 * GuestLoop guest = EventLoop.builder().guest(() -> {});      // polled each frame, so it need not be told
 * guest.loop().spawn(story());
 * while (running) {
 *     guest.poll();
 *     update();
 *     draw();
 * }
 * guest.close();
 * }</pre>
 *
 * <p>Tasks are spawned with {@code loop().spawn(…)}, from any thread; they run in polls only. Polls must not overlap. A task that awaits {@link Tasks#yieldNow} goes on in the
 * next round, so with one round a frame it waits for the next frame.
 *
 * <p>Each poll also looks which channels are ready, without waiting. Nothing tells the host of that: who wants an answer soon polls often, and {@link #timeToNext} says five
 * milliseconds at most while a task waits for a channel.
 *
 * <p>A host that has a queue of its own can leave the polling to {@link EventLoop.Builder#guestOn(java.util.concurrent.Executor)}.
 */
public final class GuestLoop implements AutoCloseable {

    private final EventLoop loop;

    GuestLoop(EventLoop loop) {
        this.loop = loop;
        loop.lifecycle().beginAsleep();
    }

    /**
     * Gives the loop: to spawn and submit. It is not to be run otherwise.
     *
     * @return the loop
     */
    public EventLoop loop() {
        return loop;
    }

    /**
     * Runs one round: what is ready by now, each step once, after what other threads have sent and the timers that are due.
     *
     * @return true if something is ready again already; else the wake-up hook will be called when another thread sends something, and {@link #timeToNext} tells of timers
     * @throws IllegalStateException if the loop is closed, or runs already, or a task calls this
     */
    public boolean poll() {
        return loop.lifecycle().poll();
    }

    /**
     * Runs rounds until nothing is ready, or some time has passed. A round that has been begun is ended.
     *
     * @param budget how long to go on; 0 is one round
     * @return as {@link #poll()} does
     */
    public boolean poll(Duration budget) {
        long start = System.nanoTime();
        long nanos = Durations.nanos(budget);
        boolean more = poll();
        while (more && System.nanoTime() - start < nanos) {
            more = poll();
        }
        return more;
    }

    /**
     * Tells when the host should poll again, if nothing wakes it before. Between two polls, on their thread.
     *
     * @return the time until the next timer is due, or the channels should be looked at; 0 if something is ready; empty if there is none of these
     */
    public Optional<Duration> timeToNext() {
        return loop.lifecycle().timeToNext();
    }

    /**
     * Tells whether tasks are left. On the thread of the polls.
     *
     * @return true if a task of the loop has not ended; one that was spawned from another thread counts from the next poll on
     */
    public boolean hasTasks() {
        return loop.hasTasks();
    }

    /** Closes the loop as {@link EventLoop#close()} does: cancels its tasks, and waits for their cleanup. On the thread of the polls, outside of them. */
    @Override
    public void close() {
        loop.close();
    }

    @Override
    public String toString() {
        return "Guest" + loop;
    }
}
