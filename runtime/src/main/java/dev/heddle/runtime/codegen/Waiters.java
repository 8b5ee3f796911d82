// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.codegen;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Those who wait for a {@link Completion}: null, a {@link Strand}, a {@link Callback}, or a {@link Chain} of these. Immutable, but for the callbacks. */
final class Waiters {

    private Waiters() {}

    /** More than one waiter: the newest, and the stack of the older ones. */
    record Chain(Object waiter, Object older) {}

    /** An action to be called, once. */
    static final class Callback {
        private final Runnable action;
        private final @Nullable Strand<?> strand;
        private final boolean watches;
        private volatile boolean detached;

        /**
         * Makes one.
         *
         * @param action what to call
         * @param strand who waits and is woken by it; null if that is not for the completion to know
         * @param watches whether its being called does not count as hearing of a failure
         */
        Callback(Runnable action, @Nullable Strand<?> strand, boolean watches) {
            this.action = action;
            this.strand = strand;
            this.watches = watches;
        }

        Runnable action() {
            return action;
        }

        /** Whether a strand is known to be woken by it. */
        boolean wakesStrand() {
            return strand != null;
        }

        void detach() {
            detached = true;
        }

        void run() {
            if (!detached) {
                action.run();
            }
        }

        private void addStrands(Collection<? super Strand<?>> strands) {
            if (strand != null) {
                strands.add(strand);
            } else if (!detached && action instanceof Relay relay) {
                relay.addWaiting(strands);
            }
        }
    }

    /** Tells whether anybody is there to hear of a failure. */
    static boolean listen(@Nullable Object stack) {
        Object rest = stack;
        while (rest instanceof Chain chain) {
            if (!isWatcher(chain.waiter)) {
                return true;
            }
            rest = chain.older;
        }
        return rest != null && !isWatcher(rest);
    }

    private static boolean isWatcher(Object waiter) {
        return waiter instanceof Callback callback && callback.watches;
    }

    /** A stack without one waiter; what is older than that is shared with the stack before. */
    @SuppressWarnings("NullAway") // a chain ends in a waiter
    static @Nullable Object without(@Nullable Object stack, Object waiter) {
        if (stack == null || is(stack, waiter)) {
            return null;
        }
        // A loop, since thousands may wait and be cancelled at once.
        Object newer = null;
        Object rest = stack;
        while (rest instanceof Chain chain && !is(chain.waiter, waiter)) {
            newer = newer == null ? chain.waiter : new Chain(chain.waiter, newer);
            rest = chain.older;
        }
        Object result;
        if (rest instanceof Chain chain) {
            result = chain.older;
        } else if (is(rest, waiter)) {
            result = null;
        } else {
            return stack;
        }
        for (Object left = newer; left != null; ) {
            Object one = left instanceof Chain chain ? chain.waiter : left;
            left = left instanceof Chain chain ? chain.older : null;
            result = result == null ? one : new Chain(one, result);
        }
        return result;
    }

    private static boolean is(Object entry, Object waiter) {
        return entry == waiter || (entry instanceof Callback callback && callback.strand == waiter);
    }

    static Collection<Object> oldestFirst(Chain newest) {
        Deque<Object> order = new ArrayDeque<>();
        Object rest = newest;
        for (; rest instanceof Chain chain; rest = chain.older) {
            order.addFirst(chain.waiter);
        }
        order.addFirst(rest);
        return order;
    }

    static void addStrands(Object stack, Collection<? super Strand<?>> strands) {
        Collection<Object> waiters = stack instanceof Chain newest ? oldestFirst(newest) : List.of(stack);
        for (Object waiter : waiters) {
            if (waiter instanceof Strand<?> strand) {
                strands.add(strand);
            } else {
                ((Callback) waiter).addStrands(strands);
            }
        }
    }
}
