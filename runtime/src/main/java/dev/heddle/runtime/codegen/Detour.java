// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import dev.heddle.Coroutine;
import org.jspecify.annotations.Nullable;

/** Stands for a coroutine that has no frame; the coroutine is the strand's signal. Keeps nothing, so there is one for all threads. */
final class Detour extends Frame<@Nullable Object> {

    private static final Detour AROUND = new Detour();

    private Detour() {}

    static Frame<?> around(@Nullable Coroutine<?> coroutine, Strand<?> strand) {
        strand.signal = coroutine;
        return AROUND;
    }

    @Override
    public @Nullable Object begin(Strand<?> strand, int room) {
        if (strand.mustYield()) {
            return Awaits.SUSPENDED;
        }
        Object coroutine = strand.signal;
        strand.signal = null;
        return Awaits.awaitOther((Coroutine<?>) coroutine, strand);
    }
}
