// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.sync;

import dev.heddle.AsyncIterator;
import dev.heddle.Coroutine;
import dev.heddle.runtime.codegen.Awaits;
import dev.heddle.runtime.codegen.Instant;
import dev.heddle.runtime.codegen.Strand;
import dev.heddle.runtime.codegen.Suspension;
import org.jspecify.annotations.Nullable;

/**
 * An iteration over what comes: by one task at a time. The coroutine of a step keeps nothing, so that it is always the same one.
 *
 * @param <T> the type of the elements
 */
abstract class Iteration<T> implements AsyncIterator<T> {

    /** The present element; null before the first, during a step, and after the last. */
    @Nullable
    T current;

    private final Step<T> step = new Step<>(this);

    /** Who has waited in the last step; null if nobody has. */
    private @Nullable Strand<?> mover;

    Iteration() {}

    /** Moves on, or else has the strand wait at a place, by {@link #waitAt}. */
    abstract Object move(Strand<?> strand);

    /** Whether somebody stands at the place where the last one has waited. */
    abstract boolean isWaiting();

    /** What it goes over, for messages. */
    abstract String name();

    @Override
    public final Coroutine<Boolean> moveNext() {
        return step;
    }

    @Override
    public final T current() {
        T value = current;
        if (value == null) {
            throw new IllegalStateException(
                    "The iteration has no current element: before the first moveNext(), during one, or after the end");
        }
        return value;
    }

    final Object waitAt(Place place, Strand<?> strand) {
        mover = strand;
        return Awaits.suspendOn(place, strand);
    }

    private Object begin(Strand<?> strand) {
        if (mover != strand) {
            refuseSecond();
        }
        return move(strand);
    }

    /** A second task would take the place of the first, or the element that the first has got and not seen. */
    private void refuseSecond() {
        Strand<?> first = mover;
        if (first != null && (Wakings.isUnderWay(first, true) || isWaiting())) {
            throw new IllegalStateException(first + " is in moveNext() of this iteration over " + name()
                    + " already: give each task an iterator of its own");
        }
        mover = null;
    }

    private static final class Step<T> extends Instant<Boolean> {

        private final Iteration<T> iteration;

        Step(Iteration<T> iteration) {
            this.iteration = iteration;
        }

        @Override
        protected Object attempt(Strand<?> strand) {
            return iteration.begin(strand);
        }

        @Override
        public String toString() {
            return "Coroutine[moveNext(), " + iteration.name() + "]";
        }
    }

    /** What only a suspension may ask about strands. */
    private abstract static class Wakings extends Suspension {

        static boolean isUnderWay(Strand<?> strand, Object outcome) {
            return isWokenWith(strand, outcome);
        }
    }
}
