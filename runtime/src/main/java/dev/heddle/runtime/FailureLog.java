// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The exception handler of those who set none: the system's logger. The coroutines that awaited each other stand in the exception's own stack trace. */
final class FailureLog implements BiConsumer<@Nullable Task<?>, Throwable>, Consumer<LoopWarning> {

    static final FailureLog INSTANCE = new FailureLog();

    private FailureLog() {}

    @Override
    public void accept(@Nullable Task<?> task, Throwable failure) {
        String who = task == null ? "An action on the event loop" : "Task " + task.name() + ", which nobody awaited,";
        logger().log(Level.ERROR, who + " failed: " + failure, failure);
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
            logger().log(Level.ERROR, "The exception handler failed: " + second, second);
        }
    }

    /** Says that a loop of a group has broken. */
    static void loopFailed(EventLoop loop, Throwable failure) {
        logger().log(Level.ERROR, loop + " has broken, and its group goes on without it: " + failure, failure);
    }

    /** Says something that is not a failure yet. */
    @Override
    public void accept(LoopWarning warning) {
        logger().log(Level.WARNING, warning.message());
    }

    /** Calls a handler of warnings, and survives if that fails. */
    static void warn(Consumer<? super LoopWarning> handler, LoopWarning warning) {
        try {
            handler.accept(warning);
        } catch (Throwable failure) {
            logger().log(Level.ERROR, "The warning handler failed: " + failure + "; it was told: " + warning, failure);
        }
    }

    /** Only when there is something to say: to get one takes a fifth of the time that a small program needs to start. */
    private static Logger logger() {
        return System.getLogger("dev.heddle.runtime");
    }
}
