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

    /** The timer behind this one in its {@link TimerList}; null for the last one. */
    @Nullable
    Timer next;

    /** The timer in front of this one in its {@link TimerList}; for the first one, the last; null for a timer that is in no queue. */
    @Nullable
    Timer previous;

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
}
