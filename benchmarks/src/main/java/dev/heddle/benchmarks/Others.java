// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import dev.heddle.runtime.Tasks;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/** Coroutines that do nothing but be different. */
final class Others {

    private Others() {}

    static final class One extends Frame<@Nullable Void> {
        @Override
        protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
            return state == CLAIMED ? yieldOnce(this, strand, room) : Awaits.resumed(strand);
        }
    }

    static final class Another extends Frame<@Nullable Void> {
        @Override
        protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
            return state == CLAIMED ? yieldOnce(this, strand, room) : Awaits.resumed(strand);
        }
    }

    static final class Third extends Frame<@Nullable Void> {
        @Override
        protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
            return state == CLAIMED ? yieldOnce(this, strand, room) : Awaits.resumed(strand);
        }
    }

    static final class Fourth extends Frame<@Nullable Void> {
        @Override
        protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
            return state == CLAIMED ? yieldOnce(this, strand, room) : Awaits.resumed(strand);
        }
    }

    private static @Nullable Object yieldOnce(Frame<?> frame, Strand<?> strand, int room) throws Throwable {
        Object value = Awaits.claim(Tasks.yieldNow(), strand).begin(strand, room - LoweredCoroutine.WEIGHT);
        return value == Awaits.SUSPENDED ? frame.suspend(strand, LoweredCoroutine.SUSPENDED_ONCE) : value;
    }
}
