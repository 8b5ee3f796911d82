// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.FrameTable;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/** The coroutines of {@link Tasks#blocking} and {@link Tasks#compute}. It stays linked while it waits, so that a failure gets the places of those who await it. */
abstract class Offloaded<T extends @Nullable Object> extends Frame<T> {

    private static final int HANDED_OVER = CLAIMED - 1;

    private final OffloadedCall call;

    Offloaded(OffloadedCall call) {
        this.call = call;
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        if (state == CLAIMED) {
            var unused = Awaits.suspendOn(call, strand);
            return suspend(strand, HANDED_OVER);
        }
        state = RUNNING;
        return Awaits.resumed(strand);
    }

    @FrameTable(
            format = 1,
            type = "dev.heddle.runtime.Tasks",
            method = "blocking",
            descriptor = "(Ljava/util/concurrent/Callable;)Ldev/heddle/Coroutine;",
            file = "Tasks.java",
            lines = {},
            awaits = {},
            kept = {})
    static final class Blocking<T extends @Nullable Object> extends Offloaded<T> {
        Blocking(OffloadedCall call) {
            super(call);
        }
    }

    @FrameTable(
            format = 1,
            type = "dev.heddle.runtime.Tasks",
            method = "compute",
            descriptor = "(Ljava/util/concurrent/Callable;)Ldev/heddle/Coroutine;",
            file = "Tasks.java",
            lines = {},
            awaits = {},
            kept = {})
    static final class Computing<T extends @Nullable Object> extends Offloaded<T> {
        Computing(OffloadedCall call) {
            super(call);
        }
    }
}
