// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import dev.heddle.Awaitable;
import org.jspecify.annotations.Nullable;

/** Awaits something in a scope that the cancellation of the scopes around it does not reach. */
final class Shielded<T extends @Nullable Object> extends Frame<T> {

    private static final int AWAITED = CLAIMED - 1;

    private final Awaitable<T> awaitable;
    private @Nullable Shield shield;

    Shielded(Awaitable<T> awaitable) {
        this.awaitable = awaitable;
    }

    @Override
    protected @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        Shield around = shield;
        if (around == null) {
            around = new Shield();
            shield = around;
            strand.enter(around);
        }
        Object value;
        try {
            value = state == CLAIMED ? Awaits.await(awaitable, strand, room) : Awaits.resumed(strand);
        } catch (Throwable failure) {
            strand.leave(around);
            throw failure;
        }
        if (value == Awaits.SUSPENDED) {
            return suspend(strand, AWAITED);
        }
        strand.leave(around);
        return value;
    }

    private static final class Shield extends Scope {
        Shield() {
            super(true);
        }
    }
}
