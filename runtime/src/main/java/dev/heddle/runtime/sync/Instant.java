// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that does its work at its start or, if it has to wait, leaves the rest to a {@link Waiter}. It never goes on after a wait, so it is never linked to other
 * frames; and where it keeps nothing either, one object serves all tasks and every await, and awaiting it makes no garbage.
 *
 * @param <T> what it gives
 */
abstract class Instant<T extends @Nullable Object> extends Frame<T> {

    Instant() {}

    /** Gives the value, or what {@link dev.heddle.runtime.codegen.Awaits#suspendOn} gives. */
    abstract @Nullable Object attempt(Strand<?> strand);

    @Override
    protected final @Nullable Object resume(Strand<?> strand, int depth) {
        return attempt(strand);
    }

    @Override
    protected void usedAgain() {
        // There is nothing that a second use could spoil.
    }

    @Override
    @SuppressWarnings("NullAway") // whoever starts a coroutine takes a null for its value
    public final Object startLater(Strand<?> strand) {
        // Needs no stack worth the name.
        return attempt(strand);
    }

    @Override
    public abstract String toString();
}
