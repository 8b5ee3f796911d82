// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import java.util.function.Supplier;

/** What javac and the transformer make of {@code try (TaskScope scope = TaskScope.open()) { return await(body(scope)); }}. */
final class TryScope extends Frame<Object> {

    private static final int BODY = CLAIMED - 1;
    private static final int CLOSING = CLAIMED - 2;

    private final Supplier<TaskScope> opener;
    private final AsyncFunction<TaskScope, Object> body;
    private TaskScope scope;
    private Object value;
    private Throwable primary;

    private TryScope(Supplier<TaskScope> opener, AsyncFunction<TaskScope, Object> body) {
        this.opener = opener;
        this.body = body;
    }

    static Coroutine<Object> open(AsyncFunction<TaskScope, Object> body) {
        return new TryScope(TaskScope::open, body);
    }

    static Coroutine<Object> supervisor(AsyncFunction<TaskScope, Object> body) {
        return new TryScope(TaskScope::supervisor, body);
    }

    @Override
    protected Object resume(Strand<?> strand, int room) throws Throwable {
        int before = state;
        state = RUNNING;
        if (before != CLOSING) {
            try {
                if (before == CLAIMED) {
                    scope = opener.get();
                    value = Awaits.await(body.apply(scope), strand, room);
                } else {
                    value = Awaits.resumed(strand);
                }
                if (value == Awaits.SUSPENDED) {
                    return suspend(strand, BODY);
                }
            } catch (Throwable thrown) {
                primary = thrown;
            }
        }
        try {
            Object closed = before == CLOSING ? Awaits.resumed(strand) : Awaits.close(scope, strand, room);
            if (closed == Awaits.SUSPENDED) {
                return suspend(strand, CLOSING);
            }
        } catch (Throwable thrown) {
            if (primary == null) {
                throw thrown;
            }
            primary.addSuppressed(thrown);
        }
        if (primary != null) {
            throw primary;
        }
        return value;
    }
}
