// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import dev.heddle.Coroutine;
import org.jspecify.annotations.Nullable;

/** Stands for a coroutine that can't be started straight away: {@link #begin} does what has to be done instead. Keeps nothing, so there is one of each for all threads. */
abstract class Detour extends Frame<@Nullable Object> {

    /** For a coroutine that the Java stack is too deep for, or none of ours; it is the strand's signal. */
    private static final Detour AROUND = new Detour() {
        @Override
        protected @Nullable Object resume(Strand<?> strand, int depth) {
            Object coroutine = strand.signal;
            strand.signal = null;
            if (coroutine instanceof Frame<?> frame) {
                frame.claim();
                return frame.startLater(strand);
            }
            return Awaits.awaitOther((Coroutine<?>) coroutine, strand);
        }
    };

    /** For a strand that has to yield before it awaits its signal. */
    private static final Detour TO_THE_QUEUE = new Detour() {
        @Override
        protected Object resume(Strand<?> strand, int depth) {
            return Awaits.SUSPENDED;
        }
    };

    private Detour() {}

    static Frame<?> around(@Nullable Coroutine<?> coroutine, Strand<?> strand) {
        strand.signal = coroutine;
        return AROUND;
    }

    static Frame<?> toTheQueue(@Nullable Coroutine<?> coroutine, Strand<?> strand) {
        var unused = Awaits.later(coroutine, strand);
        return TO_THE_QUEUE;
    }
}
