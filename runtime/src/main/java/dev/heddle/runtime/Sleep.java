// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.timer.Timer;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link Tasks#sleep}. Once it sleeps it is not needed any more: what is left is the timer, which wakes whoever awaits it. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.Tasks",
        method = "sleep",
        descriptor = "(Ljava/time/Duration;)Ldev/heddle/Coroutine;",
        file = "Tasks.java",
        lines = {},
        awaits = {},
        kept = {})
final class Sleep extends Frame<@Nullable Void> {

    // Not final: see Frame.
    private long nanos;

    /** For a time greater than 0 and less than half the clock's range. */
    Sleep(long nanos) {
        this.nanos = nanos;
    }

    @Override
    protected Object resume(Strand<?> strand, int room) {
        state = RUNNING;
        Scheduler scheduler = ((Task<?>) strand).scheduler();
        return Awaits.suspendOn(new Alarm(scheduler.nanoTime() + nanos), strand);
    }

    private static final class Alarm extends Timer {

        private @Nullable Task<?> sleeper;

        Alarm(long deadline) {
            super(deadline);
        }

        @Override
        protected boolean arm(Strand<?> strand) {
            Task<?> task = (Task<?>) strand;
            sleeper = task;
            task.scheduler().schedule(this);
            return true;
        }

        @Override
        protected void disarm(Strand<?> strand) {
            ((Task<?>) strand).scheduler().unschedule(this);
        }

        @Override
        protected int touch() {
            Task<?> task = sleeper;
            return task == null ? 0 : touch(task);
        }

        @Override
        protected void fire() {
            Task<?> task = sleeper;
            if (task != null) {
                wake(task, null);
            }
        }
    }
}
