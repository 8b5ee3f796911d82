// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import org.jspecify.annotations.Nullable;

/**
 * What a strand waits for. The strand arms it after its Java stack has unwound; from then on, until it wakes the strand or is disarmed, it belongs to that strand.
 */
public abstract class Suspension {

    /** For subclasses. */
    protected Suspension() {}

    /**
     * Arranges for the strand to be woken. Called by the strand's driver, on the strand's scheduler. An exception thrown here is thrown at the await instead.
     *
     * @param strand who waits
     * @return true if the strand will be woken by {@link #wake}; false if the outcome is there already and has been handed to {@link Strand#deliver}
     */
    protected abstract boolean arm(Strand<?> strand);

    /**
     * Takes the arrangement back, since the wait was cancelled. Called on the strand's scheduler; a wake-up that comes all the same is ignored.
     *
     * @param strand who waited
     */
    protected abstract void disarm(Strand<?> strand);

    /**
     * Wakes a strand, if it still waits for this. To be called from any thread.
     *
     * @param strand who waits
     * @param outcome a value, or a {@link Failure}
     */
    protected final void wake(Strand<?> strand, @Nullable Object outcome) {
        strand.home.wake(strand, this, outcome);
    }
}
