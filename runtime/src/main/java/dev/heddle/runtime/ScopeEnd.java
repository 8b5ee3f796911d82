// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/**
 * The coroutine of {@link TaskScope#closeAsync}. Its wait is shielded, so that no task is left behind. But it is one of the body's awaits: if the body is cancelled meanwhile, and its tasks
 * with it, the block must not end as if they had done their work.
 */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.TaskScope",
        method = "closeAsync",
        descriptor = "()Ldev/heddle/Coroutine;",
        file = "TaskScope.java",
        lines = {},
        awaits = {},
        kept = {})
final class ScopeEnd extends Frame<@Nullable Void> {

    private static final int WAITING = CLAIMED - 1;

    private final TaskScope scope;
    private final ScopeFailures failures;

    /** Whether the body has failed: then its failure is thrown behind the closing, and a cancellation has nothing to add to it. */
    private final boolean failing;

    ScopeEnd(TaskScope scope, ScopeFailures failures, boolean failing) {
        this.scope = scope;
        this.failures = failures;
        this.failing = failing;
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        boolean waited = state != CLAIMED;
        if (!waited) {
            state = RUNNING;
            Promise<Boolean> emptied = scope.beginToClose((Task<?>) strand);
            // Shielded by itself: also who calls closeAsync() and not close() must not leave tasks behind.
            Object value = Awaits.await(Awaits.shielded(emptied), strand, room);
            if (value == Awaits.SUSPENDED) {
                return suspend(strand, WAITING);
            }
        } else {
            state = RUNNING;
            var unused = Awaits.resumed(strand);
        }
        scope.leave();
        Throwable failure = failures.settle();
        if (failure == null && waited && !failing) {
            failure = scope.cancellationOf(this);
        }
        if (failure != null) {
            failures.surfaced(failure);
            throw failure;
        }
        return null;
    }
}
