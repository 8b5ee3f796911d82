// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The exception handler of those who set none: the system's logger. The coroutines that awaited each other stand in the exception's own stack trace. */
final class FailureLog implements BiConsumer<@Nullable Task<?>, Throwable> {

    static final FailureLog INSTANCE = new FailureLog();

    private static final Logger LOGGER = System.getLogger("dev.heddle.runtime");

    private FailureLog() {}

    @Override
    public void accept(@Nullable Task<?> task, Throwable failure) {
        String who = task == null ? "An action on the event loop" : "Task " + task.name() + ", which nobody awaited,";
        LOGGER.log(Level.ERROR, who + " failed: " + failure, failure);
    }

    /** Calls a handler, and survives if that fails. */
    static void handle(
            BiConsumer<? super @Nullable Task<?>, ? super Throwable> handler,
            @Nullable Task<?> task,
            Throwable failure) {
        try {
            handler.accept(task, failure);
        } catch (Throwable second) {
            if (second != failure) {
                second.addSuppressed(failure);
            }
            LOGGER.log(Level.ERROR, "The exception handler failed: " + second, second);
        }
    }

    /** Says that a loop of a group has broken. */
    static void loopFailed(EventLoop loop, Throwable failure) {
        LOGGER.log(Level.ERROR, loop + " has broken, and its group goes on without it: " + failure, failure);
    }

    /** Says something that is not a failure yet. */
    static void warn(LoopWarning warning) {
        LOGGER.log(Level.WARNING, warning.message());
    }

    /** Calls a handler of warnings, and survives if that fails. */
    static void warn(Consumer<? super LoopWarning> handler, LoopWarning warning) {
        try {
            handler.accept(warning);
        } catch (Throwable failure) {
            LOGGER.log(Level.ERROR, "The warning handler failed: " + failure + "; it was told: " + warning, failure);
        }
    }
}
