// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.timer;

import dev.heddle.runtime.codegen.Suspension;
import org.jspecify.annotations.Nullable;

/**
 * A node of a {@link TimerQueue}, and at the same time what a sleeping strand waits for: a million sleepers should not cost an object each for the link between the two.
 * A node belongs to one queue at a time.
 */
public abstract class Timer extends Suspension {

    /** When the timer fires, in the nanoseconds of its scheduler's clock. Only differences of such times mean anything. */
    final long deadline;

    /** Where this timer is; null if it is due, or in no queue. */
    @Nullable
    TimerChunk chunk;

    /** Its place there, or among those that are due; negative for a timer that is in no queue. */
    int place = -1;

    /**
     * Makes a timer that is in no queue.
     *
     * @param deadline when it fires, in nanoseconds of its scheduler's clock
     */
    protected Timer(long deadline) {
        this.deadline = deadline;
    }

    /**
     * Gives the deadline.
     *
     * @return when the timer fires, in nanoseconds of its scheduler's clock
     */
    public final long deadline() {
        return deadline;
    }

    /**
     * Reads what firing and then running who sleeps will need, and changes nothing. A queue calls it for several timers in a row that are soon due, so that the processor
     * fetches all that from memory at once: a task that has slept for long finds nothing of its own in the cache any more.
     *
     * @return any number that depends on what was read, so that the JIT does not leave out the reading
     */
    protected int touch() {
        return place;
    }

    /** Called once, when the deadline has passed and the timer has been taken out of its queue. Must be short, and must not throw. */
    protected abstract void fire();
}
