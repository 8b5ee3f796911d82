// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.StepHook;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/** Does around each step what somebody has asked for: carries what belongs to threads, tells listeners, and notes the time. */
final class StepHooks extends StepHook {

    private final @Nullable Carriers carriers;
    private final @Nullable Listeners listeners;
    private final @Nullable StepClock clock;

    private StepHooks(@Nullable Carriers carriers, @Nullable Listeners listeners, @Nullable StepClock clock) {
        this.carriers = carriers;
        this.listeners = listeners;
        this.clock = clock;
    }

    /** The type is its superclass's, so that whoever has none need not load this. */
    static StepHook of(@Nullable Carriers carriers, @Nullable Listeners listeners, @Nullable StepClock clock) {
        return new StepHooks(carriers, listeners, clock);
    }

    @Override
    protected @Nullable Object begin(Strand<?> strand) {
        Task<?> task = (Task<?>) strand;
        if (clock != null) {
            clock.begin(task);
        }
        @Nullable Object @Nullable [] threads = null;
        if (carriers != null) {
            threads = carriers.capture();
            TaskContext.restore(task.context(), carriers);
        }
        goesOn(strand);
        return threads;
    }

    @Override
    protected void suspending(Strand<?> strand) {
        Task<?> task = (Task<?>) strand;
        if (listeners != null) {
            listeners.tell(listener -> listener.suspended(task));
        }
        if (carriers != null) {
            task.context(TaskContext.keeping(task.context(), carriers));
        }
    }

    @Override
    protected void goesOn(Strand<?> strand) {
        if (listeners != null) {
            Task<?> task = (Task<?>) strand;
            listeners.tell(listener -> listener.resumed(task));
        }
    }

    @Override
    protected void end(@Nullable Object begun) {
        if (carriers != null && begun != null) {
            carriers.restore((@Nullable Object[]) begun);
        }
        if (clock != null) {
            clock.end();
        }
    }
}
