// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import org.jspecify.annotations.Nullable;

/**
 * What a dispatcher does around each step of its strands. Most dispatchers have none, and then a step pays for one comparison.
 *
 * <pre>
 *   begin --> ... suspending (goesOn ... suspending)* --> end      the strand waits, or is queued
 *   begin --> ... (suspending, goesOn)* ----------------> end      the strand has ended
 * </pre>
 *
 * All methods are called on the thread that runs the step, and must not throw.
 */
public abstract class StepHook {

    /** For subclasses. */
    protected StepHook() {}

    /**
     * Called before a step.
     *
     * @param strand whose step it is
     * @return what {@link #end} is to be given
     */
    protected abstract @Nullable Object begin(Strand<?> strand);

    /**
     * Called when the strand is about to wait or to be queued. From the return of this method on, another thread may run it.
     *
     * @param strand whose step it is
     */
    protected abstract void suspending(Strand<?> strand);

    /**
     * Called when there is nothing to wait for after all, and the step goes on.
     *
     * @param strand whose step it is
     */
    protected abstract void goesOn(Strand<?> strand);

    /**
     * Called after a step. The strand may be running elsewhere already.
     *
     * @param begun what {@link #begin} gave
     */
    protected abstract void end(@Nullable Object begun);
}
