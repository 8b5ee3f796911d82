// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The coroutine of {@link TaskScope#run}.
 *
 * <pre>
 *   open --> the body has ended --> closed --> its value, or its failure
 *        BODY                  CLOSING
 * </pre>
 */
@FrameTable(
        format = 1,
        type = "dev.heddle.runtime.TaskScope",
        method = "run",
        descriptor = "(Ldev/heddle/runtime/AsyncFunction;)Ldev/heddle/Coroutine;",
        file = "TaskScope.java",
        lines = {},
        awaits = {},
        kept = {})
final class ScopeRun<T extends @Nullable Object> extends Frame<@Nullable T> {

    private static final int BODY = CLAIMED - 1;
    private static final int CLOSING = CLAIMED - 2;

    private final AsyncFunction<? super TaskScope, ? extends T> body;
    private @Nullable TaskScope scope;
    private @Nullable Object value;
    private @Nullable Throwable failure;
    private boolean swallowed;

    ScopeRun(AsyncFunction<? super TaskScope, ? extends T> body) {
        this.body = Objects.requireNonNull(body, "body");
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        int before = state;
        state = RUNNING;
        if (before == CLOSING) {
            return closed(strand, () -> Awaits.resumed(strand));
        }
        TaskScope opened = before == CLAIMED ? new TaskScope((Task<?>) strand, true) : Objects.requireNonNull(scope);
        scope = opened;
        try {
            Object given = before == CLAIMED ? Awaits.await(body.apply(opened), strand, room) : Awaits.resumed(strand);
            if (given == Awaits.SUSPENDED) {
                return suspend(strand, BODY);
            }
            value = given;
        } catch (Throwable thrown) {
            failure = thrown;
            swallowed = thrown instanceof CancellationException && opened.swallows();
            return closed(strand, () -> Awaits.await(opened.closeAsync(thrown), strand, room));
        }
        return closed(strand, () -> Awaits.await(opened.closeAsync(), strand, room));
    }

    private interface Step {
        @Nullable
        Object take() throws Throwable;
    }

    private @Nullable Object closed(Strand<?> strand, Step closing) throws Throwable {
        try {
            if (closing.take() == Awaits.SUSPENDED) {
                return suspend(strand, CLOSING);
            }
        } catch (Throwable thrown) {
            failure = merged(thrown);
        }
        if (failure != null && !swallowed) {
            throw failure;
        }
        if (failure instanceof CancellationException cancellation) {
            InScope.rethrowWhatIsBehind(cancellation);
        }
        return value;
    }

    private Throwable merged(Throwable thrown) {
        Throwable first = failure;
        if (first == null || swallowed) {
            swallowed = false;
            return thrown;
        }
        var unused = Failures.suppress(first, thrown);
        return first;
    }
}
