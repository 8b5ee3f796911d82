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

    /** What a resumed body has left of the Java stack. */
    public static final int RESUMED = Awaits.ROOM - WEIGHT;

    /** Far below any room: what is less is a state. */
    private static final int STATE_BASE = Short.MIN_VALUE;

    /** For subclasses. */
    protected LoweredCoroutine() {}

    /**
     * Enters the body.
     *
     * @param strand the strand
     * @param room how much of the Java stack is left; what {@link #isState} tells if the coroutine goes on
     * @return its value, or SUSPENDED
     * @throws Throwable its failure
     */
    protected abstract @Nullable Object body(Strand<?> strand, int room) throws Throwable;

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
        return frame.startLater(strand);
    }

    @Override
    public final @Nullable Object begin(Strand<?> strand, int room) throws Throwable {
        state = RUNNING;
        return body(strand, room);
    }

    @Override
    protected final @Nullable Object resume(Strand<?> strand, int room) throws Throwable {
        return body(strand, STATE_BASE + state);
    }

    /**
     * Tells why a body does not begin that finds no room.
     *
     * @param here what it was passed, less its weight
     * @return true if it is to go on where it was suspended; false if the Java stack is too deep
     */
    public static boolean isState(int here) {
        return here < STATE_BASE;
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
