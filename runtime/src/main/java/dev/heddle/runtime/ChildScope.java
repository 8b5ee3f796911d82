// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.codegen.StrandScope;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The own scope of a task in a {@link TaskScope}: a member of {@link Children}'s list, and how the task scope hears of the task's end. */
final class ChildScope extends StrandScope {

    final Task<?> task;

    /** What is failed if the task ends too early; null if nobody waits for it to be ready. */
    final @Nullable Promise<?> ready;

    // The neighbours in the list, under its lock.
    @Nullable
    ChildScope older;

    @Nullable
    ChildScope newer;

    private final TaskScope around;

    ChildScope(TaskScope around, Task<?> task, @Nullable Promise<?> ready) {
        super(around);
        this.around = around;
        this.task = task;
        this.ready = ready;
    }

    @Override
    protected void addWaiting(Collection<? super Strand<?>> strands) {
        if (ready != null) {
            ready.addWaiters(strands);
        }
        around.children.addClosers(strands);
    }

    @Override
    protected void ended(Strand<?> strand) {
        around.childEnded(this);
    }
}
