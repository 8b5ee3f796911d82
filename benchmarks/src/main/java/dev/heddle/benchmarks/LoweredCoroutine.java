// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import dev.heddle.runtime.codegen.Frame;
import dev.heddle.runtime.codegen.Strand;
import org.jspecify.annotations.Nullable;

/**
 * What hand-written lowerings share. They are what a transformer would emit that knows each program by heart: the runtime's protocol, with every guarantee kept, and no
 * instruction more.
 *
 * @param <T> what the coroutine gives
 */
public abstract class LoweredCoroutine<T extends @Nullable Object> extends Frame<T> {

    /** What a small body takes on the Java stack. */
    public static final int WEIGHT = 24;

    /** The one suspension point of each. */
    public static final int SUSPENDED_ONCE = -2;

    /** For subclasses. */
    protected LoweredCoroutine() {}

    /**
     * Enters the body.
     *
     * @param strand the strand
     * @param depth how deep the Java stack is; the negative state if the coroutine goes on
     * @return its value, or SUSPENDED
     * @throws Throwable its failure
     */
    protected abstract @Nullable Object body(Strand<?> strand, int depth) throws Throwable;

    /**
     * Gives the number that a coroutine has given.
     *
     * @param value an Integer
     * @return the int
     */
    @SuppressWarnings("NullAway") // no benchmark gives null for a number
    public static int unboxed(@Nullable Object value) {
        return (Integer) value;
    }

    /**
     * Has a coroutine started by the driver, since the Java stack is too deep or the budget of who awaits it is used up.
     *
     * @param frame the coroutine's frame, which is new
     * @param strand the strand
     * @return SUSPENDED
     */
    public static Object later(LoweredCoroutine<?> frame, Strand<?> strand) {
        frame.claim();
        return frame.startLater(strand);
    }

    @Override
    public final @Nullable Object begin(Strand<?> strand, int depth) throws Throwable {
        state = RUNNING;
        return body(strand, depth);
    }

    @Override
    protected final @Nullable Object resume(Strand<?> strand, int depth) throws Throwable {
        if (state == CLAIMED) {
            state = RUNNING;
            return body(strand, depth);
        }
        return body(strand, state);
    }

    /**
     * Gives the number that a coroutine has given.
     *
     * @param value a Long
     * @return the long
     */
    @SuppressWarnings("NullAway") // no benchmark gives null for a number
    public static long unboxedLong(@Nullable Object value) {
        return (Long) value;
    }

    @SuppressWarnings("NullAway") // no benchmark gives null for a number
    private static long number(@Nullable Object value) {
        return ((Number) value).longValue();
    }

    /** The frame of a benchmark's outermost coroutine, which calls another over and over. */
    public abstract static class Rounds extends LoweredCoroutine<Long> {

        private int round;
        private long sum;

        /** For subclasses. */
        protected Rounds() {}

        /**
         * Tells where to go on.
         *
         * @return the next round
         */
        public final int next() {
            return round + 1;
        }

        /**
         * Adds what has been waited for.
         *
         * @param value what the last round has given
         * @return the sum
         */
        public final long sumWith(@Nullable Object value) {
            return sum + number(value);
        }

        /**
         * Suspends.
         *
         * @param strand the strand
         * @param now the round
         * @param total the sum before it
         * @return SUSPENDED
         */
        public final Object suspend(Strand<?> strand, int now, long total) {
            round = now;
            sum = total;
            return suspend(strand, SUSPENDED_ONCE);
        }
    }
}
