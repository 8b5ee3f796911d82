// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

/**
 * Hears what an event loop does: for metrics, traces and tests. Each method is called on the loop's thread, in the course of what it tells of, so it should be short, and
 * must not wait. A listener that throws is removed, and the exception goes to the loop's exception handler. A loop without listeners pays nothing for them.
 *
 * <pre>
 *   spawned --> resumed --> suspended --> resumed --> ... --> finished
 * </pre>
 */
public interface LoopListener {

    /**
     * A task has begun to exist; nothing of it has run.
     *
     * @param task the task
     */
    default void spawned(Task<?> task) {}

    /**
     * A task begins a step, or goes on in it, since there was nothing to wait for after all.
     *
     * @param task the task
     */
    default void resumed(Task<?> task) {}

    /**
     * A task is about to wait, or to queue up behind what is ready.
     *
     * @param task the task; {@link Task#asyncStack} tells where it waits
     */
    default void suspended(Task<?> task) {}

    /**
     * A task has ended. Its outcome can't be seen yet.
     *
     * @param task the task
     */
    default void finished(Task<?> task) {}

    /**
     * The loop has looked at what other threads have sent and at the clock, as it does at least every 64 steps.
     *
     * @param ready how many steps and actions are ready
     * @param lagNanos how late it is: the nanoseconds since the earliest of the deadlines that have passed meanwhile; 0 if there were none
     */
    default void turned(int ready, long lagNanos) {}
}
