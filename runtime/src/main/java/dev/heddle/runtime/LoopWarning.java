// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Something on an event loop that looks like a mistake, but is no failure. See {@link EventLoop.Builder#warningHandler}.
 *
 * @param kind what it looks like
 * @param message what it is, with the stacks that belong to it, in several lines
 * @param task the task that it is about; null if it is about none
 */
public record LoopWarning(
        Kind kind, String message, @Nullable Task<?> task) {

    /** What it looks like. */
    public enum Kind {
        /** The loop has been idle for ten seconds, and only other threads can still wake its tasks. */
        IDLE,
        /** The loop closes though cancelled work that was offloaded goes on. */
        WORK_LEFT,
        /** A cancelled task has caught that and awaited again, a thousand times in a row. */
        UNHEEDED,
        /** A step, or an action, holds up the loop at this moment. In debug mode; told by another thread. */
        BLOCKED,
        /** A step, or an action, has held up the loop. In debug mode. */
        SLOW,
        /** A coroutine was made, and never awaited, spawned or run. With the system property {@code heddle.debug}. */
        NEVER_AWAITED,
        /** A task scope, or another resource, was opened and never closed. In debug mode; for other resources than scopes, with the system property. */
        NEVER_CLOSED
    }

    @Override
    public String toString() {
        return message;
    }
}
