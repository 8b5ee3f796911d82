// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import org.jspecify.annotations.Nullable;

/**
 * A coroutine that does its work at its start or, if it has to wait, leaves the rest to a {@link Suspension}. It never goes on after a wait, so it is never linked to other
 * frames; and where it keeps nothing either, one object serves all tasks and every await, and awaiting it makes no garbage.
 *
 * @param <T> what it gives
 */
public abstract class Instant<T extends @Nullable Object> extends Frame<T> {

    /** For subclasses. */
    protected Instant() {}

    /**
     * Does the work.
     *
     * @param strand who awaits
     * @return the value, or what {@link Awaits#suspendOn} or {@link Awaits#requeue} gives
     */
    protected abstract @Nullable Object attempt(Strand<?> strand);

    /**
     * Gives a coroutine for a start that is put off. One that is made for each await gives another like it: the JIT does without the first only if it goes nowhere.
     *
     * @return this one, if it keeps nothing
     */
    protected Instant<T> again() {
        return this;
    }

    @Override
    public final @Nullable Object begin(Strand<?> strand, int room) {
        // Needs no room worth the name.
        return room < 0 && strand.mustYield() ? Awaits.later(again(), strand) : attempt(strand);
    }

    @Override
    protected final @Nullable Object resume(Strand<?> strand, int room) {
        throw corrupted();
    }

    @Override
    protected void usedAgain() {
        // There is nothing that a second use could spoil.
    }

    @Override
    public abstract String toString();
}
