// SPDX-License-Identifier: Apache-2.0
package dev.heddle.runtime.testing;

import dev.heddle.AsyncCallable;
import dev.heddle.runtime.AsyncFunction;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a test under many seeds, each time on a new loop on virtual time on which tasks that are ready run in another order, and tells the first seed under which it fails:
 *
 * <pre>{@code
 * ScheduleExplorer.seeds(1_000).run(() -> transfersKeepTheSum());
 * }</pre>
 *
 * <p>Each run is one of {@link VirtualTime#test}: leaked tasks and failures that nobody heard of fail it. The system property {@value #SEED_PROPERTY} has all explorers
 * run under that seed only, to look into a failure. Thread-safe, since immutable.
 */
public final class ScheduleExplorer {

    /** The system property that names the only seed to run under. */
    public static final String SEED_PROPERTY = "heddle.seed";

    private static final Duration LIMIT = Duration.ofDays(1);

    private final long first;
    private final long count;

    private ScheduleExplorer(long first, long count) {
        this.first = first;
        this.count = count;
    }

    /**
     * Explores many schedules: those of the seeds from 0 on.
     *
     * @param count how many, more than 0
     * @return an explorer
     */
    public static ScheduleExplorer seeds(int count) {
        if (count <= 0) {
            throw new IllegalArgumentException("There must be one seed at least, not " + count);
        }
        Long only = Long.getLong(SEED_PROPERTY);
        return only == null ? new ScheduleExplorer(0, count) : seed(only);
    }

    /**
     * Explores one schedule.
     *
     * @param seed its seed
     * @return an explorer
     */
    public static ScheduleExplorer seed(long seed) {
        return new ScheduleExplorer(seed, 1);
    }

    /**
     * Gives the seeds.
     *
     * @return what this runs tests under, in that order
     */
    public LongStream seeds() {
        return LongStream.range(first, first + count);
    }

    /**
     * Runs a test under all seeds.
     *
     * @param <T> what it gives
     * @param test makes the test's coroutine, for each seed anew
     * @throws AssertionError on the first failure, which is its cause; it tells the seed, and how to run under that alone
     */
    public <T extends @Nullable Object> void run(AsyncCallable<T> test) {
        Objects.requireNonNull(test, "test");
        this.<T>run((RandomGenerator random) -> test.call());
    }

    /**
     * Runs a test that is different under each seed.
     *
     * @param <T> what it gives
     * @param test makes the test's coroutine; it is given random numbers that depend on the seed alone
     * @throws AssertionError on the first failure, which is its cause; it tells the seed, and how to run under that alone
     */
    public <T extends @Nullable Object> void run(AsyncFunction<? super RandomGenerator, T> test) {
        Objects.requireNonNull(test, "test");
        seeds().forEach(seed -> {
            try {
                runOnce(seed, test);
            } catch (Throwable failure) {
                throw new AssertionError(
                        "Fails under seed " + seed + ": " + failure + "\nTo run under that seed only, set -D"
                                + SEED_PROPERTY + "=" + seed + " or call ScheduleExplorer.seed(" + seed + ")",
                        failure);
            }
        });
    }

    private static <T extends @Nullable Object> void runOnce(
            long seed, AsyncFunction<? super RandomGenerator, T> test) {
        // Not the loop's own numbers: then what the test asks for would change the schedule.
        RandomGenerator random = new SplittableRandom(~seed);
        try (VirtualTime time =
                VirtualTime.builder().seed(seed).timeLimit(LIMIT).build()) {
            var unused = time.test(() -> test.apply(random));
        }
    }
}
