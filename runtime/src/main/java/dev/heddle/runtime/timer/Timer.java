// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.timer;

import dev.heddle.runtime.codegen.Suspension;

/**
 * A node of a {@link TimerQueue}, and at the same time what a sleeping strand waits for: a million sleepers should not cost an object each for the link between the two.
 * A node belongs to one queue at a time.
 */
public abstract class Timer extends Suspension {

    /** The index of a timer that is in no queue. */
    static final int NOWHERE = -1;

    /** When the timer fires, in the nanoseconds of its scheduler's clock. Only differences of such times mean anything. */
    final long deadline;

    /** Where the timer is in its queue's heap. */
    int index = NOWHERE;

    /** Which of the queue's timers it is; it may wrap round, and only differences mean anything. */
    int sequence;

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

    /** Called once, when the deadline has passed and the timer has been taken out of its queue. Must be short, and must not throw. */
    protected abstract void fire();

    /** Tells whether this one fires first. By differences: the clock may start anywhere and pass the greatest long. */
    final boolean isBefore(Timer other) {
        long later = deadline - other.deadline;
        return later < 0 || (later == 0 && sequence - other.sequence < 0);
    }
}
