// SPDX-License-Identifier: Apache-2.0
package dev.heddle.benchmarks;

import dev.heddle.runtime.codegen.Awaits;
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

    @SuppressWarnings("NullAway") // no benchmark gives null for a number
    private static long number(@Nullable Object value) {
        return ((Number) value).longValue();
    }

    /**
     * Calls bodies over and over: the lowered form of each benchmark's outermost coroutine.
     */
    public abstract static class Rounds extends LoweredCoroutine<Long> {

        private int round;
        private long sum;

        /** For subclasses. */
        protected Rounds() {}

        /**
         * Calls the body of a round.
         *
         * @param strand the strand
         * @param depth how deep the Java stack is
         * @return its value, or SUSPENDED
         * @throws Throwable its failure
         */
        protected abstract @Nullable Object round(Strand<?> strand, int depth) throws Throwable;

        @Override
        protected final @Nullable Object body(Strand<?> strand, int depth) throws Throwable {
            int now = 0;
            long total = 0;
            int here = depth;
            if (depth < 0) {
                now = round + 1;
                total = sum + number(Awaits.resumed(strand));
                here = 0;
            }
            for (int budget = Awaits.BUDGET; now < InLoop.ROUNDS; now++) {
                Object value = round(strand, Awaits.depth(here + WEIGHT, --budget, strand));
                if (value == Awaits.SUSPENDED) {
                    round = now;
                    sum = total;
                    return suspend(strand, SUSPENDED_ONCE);
                }
                total += number(value);
            }
            return total;
        }
    }
}
