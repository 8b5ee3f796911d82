// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link TaskScope#closeAsync}. */
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

    ScopeEnd(TaskScope scope, ScopeFailures failures) {
        this.scope = scope;
        this.failures = failures;
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        if (state == CLAIMED) {
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
        if (failure != null) {
            failures.surfaced(failure);
            throw failure;
        }
        return null;
    }
}
