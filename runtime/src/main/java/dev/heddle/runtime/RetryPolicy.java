// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime;

import java.time.Duration;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/**
 * How often {@link Tasks#retry} tries, and how long it waits in between: a delay that grows by a factor from one attempt to the next, up to a longest one, less a random
 * part of it. Immutable; the methods give changed copies.
 *
 * <pre>{@code
 * RetryPolicy policy = RetryPolicy.attempts(5).delay(Duration.ofMillis(100)).on(e -> e instanceof IOException);
 * }</pre>
 */
public final class RetryPolicy {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final int attempts;
    private final Duration delay;
    private final double factor;
    private final Duration longest;
    private final double jitter;
    private final Predicate<? super Throwable> retried;

    private RetryPolicy(
            int attempts,
            Duration delay,
            double factor,
            Duration longest,
            double jitter,
            Predicate<? super Throwable> retried) {
        this.attempts = attempts;
        this.delay = delay;
        this.factor = factor;
        this.longest = longest;
        this.jitter = jitter;
        this.retried = retried;
    }

    /**
     * Makes a policy: delays from 100 milliseconds on, doubled each time, at most 30 seconds, without jitter, for every {@link Exception} (and no {@link Error}).
     *
     * @param attempts how often to try at most, the first time included
     * @return the policy
     * @throws IllegalArgumentException if that is less than 1
     */
    public static RetryPolicy attempts(int attempts) {
        check(attempts >= 1, "There must be at least one attempt, not " + attempts);
        return new RetryPolicy(attempts, SHORTEST, 2, LONGEST, 0, failure -> failure instanceof Exception);
    }

    /**
     * Sets the delay before the second attempt.
     *
     * @param first 0 or more
     * @return a copy
     */
    public RetryPolicy delay(Duration first) {
        check(!first.isNegative(), "A delay can't be negative: " + first);
        return new RetryPolicy(attempts, first, factor, longest, jitter, retried);
    }

    /**
     * Sets how much the delay grows from one attempt to the next.
     *
     * @param growth 1 or more
     * @return a copy
     */
    public RetryPolicy factor(double growth) {
        check(growth >= 1 && growth < Double.POSITIVE_INFINITY, "A factor must be 1 or more, not " + growth);
        return new RetryPolicy(attempts, delay, growth, longest, jitter, retried);
    }

    /**
     * Sets the longest delay.
     *
     * @param most 0 or more
     * @return a copy
     */
    public RetryPolicy longest(Duration most) {
        check(!most.isNegative(), "A delay can't be negative: " + most);
        return new RetryPolicy(attempts, delay, factor, most, jitter, retried);
    }

    /**
     * Sets which part of each delay is random, so that those who failed together don't all try again together.
     *
     * @param part from 0 (none) to 1 (all: between no delay and the full one)
     * @return a copy
     */
    public RetryPolicy jitter(double part) {
        check(part >= 0 && part <= 1, "The random part must be from 0 to 1, not " + part);
        return new RetryPolicy(attempts, delay, factor, longest, part, retried);
    }

    /**
     * Sets which failures are worth another attempt.
     *
     * @param which is asked of each failure
     * @return a copy
     */
    public RetryPolicy on(Predicate<? super Throwable> which) {
        return new RetryPolicy(attempts, delay, factor, longest, jitter, Objects.requireNonNull(which, "which"));
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Tells whether to try again after that many attempts. */
    boolean allows(int made, Throwable failure) {
        return made < attempts && retried.test(failure);
    }

    /** How long to wait after that many attempts. */
    Duration delayAfter(int made, DoubleSupplier random) {
        double most = Durations.nanos(longest);
        double full = Math.min(Durations.nanos(delay) * Math.pow(factor, made - 1.0), most);
        return Duration.ofNanos((long) (full * (1 - jitter * random.getAsDouble())));
    }
}
