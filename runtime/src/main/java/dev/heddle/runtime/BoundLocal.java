// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.Awaitable;
import dev.heddle.runtime.TaskContext.Binding;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link TaskLocal#where}. */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.TaskLocal",
        method = "where",
        descriptor = "(Ljava/lang/Object;Ldev/heddle/Awaitable;)Ldev/heddle/Coroutine;",
        file = "TaskLocal.java",
        lines = {},
        awaits = {},
        kept = {})
final class BoundLocal<R extends @Nullable Object> extends Frame<R> {

    private static final int AWAITED = CLAIMED - 1;

    private final TaskLocal<?> local;
    private final Callable<? extends Awaitable<? extends R>> body;

    /** What the task had before, or null. */
    private @Nullable Binding before;

    /** What it has inside. */
    private final Binding inside;

    BoundLocal(TaskLocal<?> local, @Nullable Object value, Callable<? extends Awaitable<? extends R>> body) {
        this.local = local;
        this.inside = new Binding(local, value, null);
        this.body = body;
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        Task<?> task = (Task<?>) strand;
        Object value;
        try {
            if (state == CLAIMED) {
                state = RUNNING;
                before = local.bindingIn(task.context());
                local.rebind(task, inside);
                value = Awaits.await(body.call(), strand, room);
            } else {
                state = RUNNING;
                value = Awaits.resumed(strand);
            }
        } catch (Throwable failure) {
            local.rebind(task, before);
            throw failure;
        }
        if (value == Awaits.SUSPENDED) {
            return suspend(strand, AWAITED);
        }
        local.rebind(task, before);
        return value;
    }
}
